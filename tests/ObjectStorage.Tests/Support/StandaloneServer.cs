using System.Diagnostics;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.S3;

namespace Platform.Engines.ObjectStorage.Tests.Support;

/// <summary>The engine as a process of its own, as <c>dotnet run</c> would start it.</summary>
internal sealed partial class StandaloneServer : IAsyncDisposable
{
    private readonly Process process;

    private StandaloneServer(Process process, int port)
    {
        this.process = process;
        Port = port;
        Client = new(
            new BasicAWSCredentials("root", "root-secret"),
            new AmazonS3Config
            {
                ServiceURL = $"http://127.0.0.1:{port}",
                ForcePathStyle = true,
                AuthenticationRegion = "us-east-1",
                MaxErrorRetry = 0,
            }
        );
    }

    public int Port { get; }

    public int ProcessId => process.Id;

    public AmazonS3Client Client { get; }

    public static ProcessStartInfo StartInfo(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Platform.Engines.ObjectStorage.dll") },
            Environment = { ["MINIO_ROOT_USER"] = "root", ["MINIO_ROOT_PASSWORD"] = "root-secret" },
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    public static async Task<StandaloneServer> StartAsync(string data, CancellationToken cancellationToken)
    {
        var process = Process.Start(StartInfo("--port", "0", "--data", data, "--bucket", "bucket"))!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            if (Ready().Match(line) is { Success: true } ready)
                return new(process, int.Parse(ready.Groups[1].Value));
        throw new InvalidOperationException($"The server did not start: {await process.StandardError.ReadToEndAsync(cancellationToken)}");
    }

    /// <summary><c>kill -9</c>: nothing is flushed, closed or said.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    [GeneratedRegex(@"http://localhost:(\d+)")]
    private static partial Regex Ready();
}
