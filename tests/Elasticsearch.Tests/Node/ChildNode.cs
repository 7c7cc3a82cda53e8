using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Platform.Engines.Elasticsearch.Tests.Node;

/// <summary>The engine as a process of its own, which can be killed.</summary>
internal sealed partial class ChildNode : IDisposable
{
    private readonly Process process;

    private ChildNode(Process process, int port)
    {
        this.process = process;
        Client = new() { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    public HttpClient Client { get; }

    public static ProcessStartInfo StartInfo(params string[] arguments) =>
        new("dotnet", [typeof(ElasticsearchServer).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    public static async Task<ChildNode> StartAsync(string data, ProcessStartInfo? startInfo = null)
    {
        var process = Process.Start(startInfo ?? StartInfo("--port", "0", "--data", data))!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (Ready().Match(line) is { Success: true } ready)
                return new(process, int.Parse(ready.Groups[1].Value));
        throw new InvalidOperationException($"The node did not start: {await process.StandardError.ReadToEndAsync(patience.Token)}");
    }

    /// <summary><c>kill -9</c>: nothing is flushed, closed or said.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return process.ExitCode;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    [GeneratedRegex(@"http://localhost:(\d+)")]
    private static partial Regex Ready();
}
