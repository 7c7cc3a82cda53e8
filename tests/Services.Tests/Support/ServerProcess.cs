using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Services.Tests.Support;

/// <summary>A server that a test starts: ready when it says so, ended with the test.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;
    private readonly List<string> output = [];

    private ServerProcess(ProcessStartInfo start, string readyWhen)
    {
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        void Read(string? line)
        {
            lock (output)
                output.Add(line ?? "");
            if (line?.Contains(readyWhen, StringComparison.Ordinal) == true)
                ready.TrySetResult();
        }
        process.OutputDataReceived += (_, e) => Read(e.Data);
        process.ErrorDataReceived += (_, e) => Read(e.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"{start.FileName} ended: {Output}"));
    }

    private string Output
    {
        get
        {
            lock (output)
                return string.Join('\n', output);
        }
    }

    /// <summary>Returns once the process has written a line that contains <paramref name="readyWhen"/>.</summary>
    public static async Task<ServerProcess> StartAsync(string readyWhen, string? input, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        var server = new ServerProcess(start, readyWhen);
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        if (input is not null)
            await server.process.StandardInput.WriteAsync(input);
        server.process.StandardInput.Close();
        await server.ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return server;
    }

    public static async Task RunAsync(string file, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{file} ended with {process.ExitCode}: {string.Join('\n', await output)}");
    }

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public int Id => process.Id;

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(10));
        }
        process.Dispose();
    }
}
