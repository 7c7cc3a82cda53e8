using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Platform.Hosting;

namespace Engines.Tests;

/// <summary>An engine that serves: prepared, started and probed as the host does it.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly Task[] _readers;
    private readonly StringBuilder _log = new();

    private Served(IPreparedEngine engine, IRun run, EngineRequest request)
    {
        (Engine, Run, Request) = (engine, run, request);
        _readers = [ReadAsync(run.Output), ReadAsync(run.Error)];
    }

    public IPreparedEngine Engine { get; }

    public IRun Run { get; }

    public EngineRequest Request { get; }

    public int Port => Request.Ports["tcp"];

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    public static async Task<Served> StartAsync(IEngine engine, EngineRequest request)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        return await StartAsync(await engine.PrepareAsync(request, cancellationToken), request);
    }

    public static async Task<Served> StartAsync(IPreparedEngine prepared, EngineRequest request)
    {
        var served = new Served(prepared, await prepared.StartAsync(new ProcessLauncher()), request);
        await served.ReadyAsync();
        return served;
    }

    public async Task KillAsync()
    {
        using var process = Process.GetProcessById(Run.ProcessId!.Value);
        process.Kill(entireProcessTree: true);
        await Run.Completion;
    }

    public async Task StopAsync()
    {
        await Run.StopAsync();
        await Task.WhenAll(_readers);
    }

    public async ValueTask DisposeAsync() => await Run.DisposeAsync();

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Probes at the host's pace until the first success, the end of the program, or a minute.</summary>
    private async Task ReadyAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        for (var pause = 5; ; pause = Math.Min(pause * 2, 200))
        {
            try
            {
                await Engine.ProbeAsync(patience.Token);
                return;
            }
            catch (Exception notYet) when (!patience.IsCancellationRequested && !Run.Completion.IsCompleted)
            {
                _ = notYet;
                await Task.WhenAny(Run.Completion, Task.Delay(pause, patience.Token));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Never ready: {error.Message}\n{Log}", error);
            }
        }
    }

    private async Task ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_log)
            {
                _log.AppendLine(line);
            }
        }
    }
}
