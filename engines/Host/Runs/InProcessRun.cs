using Microsoft.Extensions.Logging;
using Platform.Engines.Host.Logs;
using Platform.Engines.Host.Protocol;

namespace Platform.Engines.Host.Runs;

/// <summary>An engine in this process.</summary>
internal sealed class InProcessRun : IEngineRun
{
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly RunLog _log;
    private readonly IEngineInstance _engine;
    private Task? _stopping;

    private InProcessRun(IEngineInstance engine, RunLog log) => (_engine, _log) = (engine, log);

    public int? ProcessId => null;

    public Stream Output => _log.Output;

    public Stream Error => _log.Error;

    public Task<int> Completion => _exit.Task;

    /// <summary>Starts the engine; it is ready when this returns.</summary>
    public static async Task<InProcessRun> StartAsync(EngineStart start, EngineStarter starter, CancellationToken cancellationToken)
    {
        var log = new RunLog();
        var engine = await starter(start, new LineLoggerFactory(log.Write), cancellationToken);
        return new InProcessRun(engine, log);
    }

    public Task SnapshotAsync(string directory, CancellationToken cancellationToken) => _engine.SnapshotAsync(directory, cancellationToken);

    /// <summary>There is no way to kill it: it is asked to stop, however great the hurry.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return _stopping ??= Task.Run(EndAsync, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Output.DisposeAsync();
        await Error.DisposeAsync();
    }

    private async Task EndAsync()
    {
        var exitCode = 0;
        try
        {
            await _engine.DisposeAsync();
        }
        catch (Exception failure)
        {
            _log.Write(LogLevel.Error, $"Stopping failed: {failure}");
            exitCode = 1;
        }

        _log.Complete();
        _exit.TrySetResult(exitCode);
    }
}
