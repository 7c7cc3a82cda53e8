using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Threading.Channels;

namespace ServiceDefaults.Tests.Support;

/// <summary>The sample service as a child process on a port of its own.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> seen = new();
    private readonly Task reading;

    private SampleProcess(Process process)
    {
        this.process = process;
        reading = Task.Run(ReadAsync);
    }

    public HttpClient Client { get; private set; } = null!;

    public IEnumerable<string> Output => seen;

    public int ExitCode => process.ExitCode;

    public static async Task<SampleProcess> StartAsync(params (string Name, string Value)[] environment)
    {
        var dll = typeof(SampleProcess)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "SampleService")
            .Value!;
        var start = new ProcessStartInfo("dotnet", [dll]) { RedirectStandardOutput = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var sample = new SampleProcess(Process.Start(start)!);
        var listening = await sample.ReadLineAsync(line => line.Contains("Now listening on"));
        var address = listening[listening.IndexOf("http://", StringComparison.Ordinal)..].Split('"', ' ', '\u001b')[0];
        sample.Client = new HttpClient { BaseAddress = new Uri(address), Timeout = Patience };
        return sample;
    }

    /// <summary>The next line that matches; earlier ones are passed over.</summary>
    public async Task<string> ReadLineAsync(Func<string, bool> predicate)
    {
        using var timeout = new CancellationTokenSource(Patience);
        await foreach (var line in lines.Reader.ReadAllAsync(timeout.Token))
        {
            if (predicate(line))
                return line;
        }
        throw new InvalidOperationException("The service ended. It wrote:\n" + string.Join('\n', seen));
    }

    public async Task<JsonElement> ReadLogAsync(string message) =>
        JsonDocument.Parse(await ReadLineAsync(line => line.Contains($"\"message\":\"{message}"))).RootElement;

    /// <summary>Sends SIGTERM.</summary>
    public void AskToStop()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]);
        kill.WaitForExit();
    }

    public async Task<TimeSpan> WaitForExitAsync()
    {
        var watch = Stopwatch.StartNew();
        using var timeout = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(timeout.Token);
        await reading;
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await reading;
        Client?.Dispose();
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            seen.Enqueue(line);
            lines.Writer.TryWrite(line);
        }
        lines.Writer.Complete();
    }
}
