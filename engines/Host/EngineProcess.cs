using Platform.Engines.Host.Protocol;
using Platform.Engines.Host.Runs;
using Platform.Hosting;

namespace Platform.Engines.Host;

/// <summary>
/// The one child process that runs the engines of a graph that are libraries: launched with the first, ended with the last, and launched anew
/// for the next start after a crash. Share one between the engines of a graph.
/// </summary>
public sealed class EngineProcess
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private EngineChild? _child;

    /// <summary>How long an engine may take to stop before the process is killed; as long as any other server is given.</summary>
    internal TimeSpan Grace { get; init; } = StopPlan.Default.Grace;

    internal async Task<IEngineRun> StartAsync(ILauncher launcher, string directory, EngineStart start, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (child, isNew) = await JoinAsync(launcher, directory, cancellationToken);
            try
            {
                return await ChildRun.StartAsync(child, start, Grace, hurry => LeaveAsync(child, hurry), cancellationToken);
            }
            catch (Exception failure)
            {
                // Whoever starts right after a crash may have joined what was dying: what another one broke is not this engine's failure.
                var joinedTheDying = !isNew && failure is EngineException lost && await ChildRun.WasEndingAsync(child, lost);
                await LeaveAsync(child, cancellationToken);
                if (!joinedTheDying)
                {
                    throw;
                }
            }
        }
    }

    private async Task<(EngineChild Child, bool IsNew)> JoinAsync(ILauncher launcher, string directory, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var isNew = _child is not { Lives: true };
            if (isNew)
            {
                // Those whose child crashed leave it by themselves.
                _child = await EngineChild.LaunchAsync(launcher, directory, cancellationToken);
            }

            _child!.Runs++;
            return (_child, isNew);
        }
        finally
        {
            _turn.Release();
        }
    }

    // Whoever starts meanwhile waits until the process is gone: they share the place of the socket.
    private async Task LeaveAsync(EngineChild child, CancellationToken hurry)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (--child.Runs > 0)
            {
                return;
            }

            await child.StopAsync(hurry);
            await child.DisposeAsync();
            if (_child == child)
            {
                _child = null;
                child.DeleteSocket();
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
