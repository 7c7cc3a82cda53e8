using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Run;

/// <summary>
/// One resource, or one replica of it, from its first wait to its end. A single reader of one channel decides everything,
/// so there are no locks; what takes time runs beside it and reports back as an event.
/// </summary>
internal sealed class Instance : IAsyncDisposable
{
    private enum Phase
    {
        Idle,
        Starting,
        Running,
        Stopping,
    }

    private readonly Channel<InstanceEvent> _events = Channel.CreateUnbounded<InstanceEvent>(new() { SingleReader = true });
    private readonly IInstanceWork _work;
    private readonly IInstanceStates _states;
    private readonly ILogger _logger;
    private readonly Task _loop;

    private Phase _phase = Phase.Idle;
    private int _attempt;
    private CancellationTokenSource _life = new();
    private RunningInstance? _running;
    private readonly List<TaskCompletionSource> _starters = [];
    private readonly List<TaskCompletionSource> _stoppers = [];

    public Instance(IInstanceWork work, IInstanceStates states, ILogger logger)
    {
        _work = work;
        _states = states;
        _logger = logger;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Starts it unless it runs; completes when it was launched or could not be.</summary>
    public Task StartAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Ask(new InstanceEvent.StartAsked(done), done);
    }

    /// <summary>Ends it, whatever it does; completes when nothing of it is left. A cancelled token kills.</summary>
    public Task StopAsync(CancellationToken hurry = default)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Ask(new InstanceEvent.StopAsked(done, hurry), done);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _events.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _life.Dispose();
    }

    private Task Ask(InstanceEvent asked, TaskCompletionSource done) => _events.Writer.TryWrite(asked) ? done.Task : Task.CompletedTask;

    private async Task LoopAsync()
    {
        await foreach (var happened in _events.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await HandleAsync(happened).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                _logger.LogError(exception, "Handling {Event} failed.", happened.GetType().Name);
            }
        }
    }

    private Task HandleAsync(InstanceEvent happened) =>
        happened switch
        {
            InstanceEvent.StartAsked asked => OnStartAsked(asked),
            InstanceEvent.Starting(var attempt) when attempt == _attempt && _phase == Phase.Starting => _states.StartingAsync(),
            InstanceEvent.Launched launched => OnLaunched(launched),
            InstanceEvent.LaunchFailed failed when failed.Attempt == _attempt => OnLaunchFailed(failed.Reason),
            InstanceEvent.Reachable(var attempt) when attempt == _attempt && _phase == Phase.Running => OnReachable(),
            InstanceEvent.Exited exited when exited.Attempt == _attempt && _phase is not Phase.Idle => OnExited(exited.ExitCode),
            InstanceEvent.StopAsked asked => OnStopAsked(asked),
            // Of an attempt that is over.
            _ => Task.CompletedTask,
        };

    private Task OnStartAsked(InstanceEvent.StartAsked asked)
    {
        if (_phase is Phase.Running)
        {
            asked.Done.SetResult();
            return Task.CompletedTask;
        }
        _starters.Add(asked.Done);
        return _phase is Phase.Idle ? Begin() : Task.CompletedTask;
    }

    private Task Begin()
    {
        _phase = Phase.Starting;
        _life.Dispose();
        _life = new CancellationTokenSource();
        var (attempt, life) = (++_attempt, _life.Token);
        _ = Task.Run(async () =>
        {
            try
            {
                await _work.WaitAsync(life).ConfigureAwait(false);
                _events.Writer.TryWrite(new InstanceEvent.Starting(attempt));
                var running = await _work.LaunchAsync(life).ConfigureAwait(false);
                _events.Writer.TryWrite(new InstanceEvent.Launched(attempt, running));
            }
            catch (Exception exception)
            {
                _events.Writer.TryWrite(new InstanceEvent.LaunchFailed(attempt, exception));
            }
        });
        return Task.CompletedTask;
    }

    private async Task OnLaunched(InstanceEvent.Launched launched)
    {
        var (attempt, running) = (launched.Attempt, launched.Running);
        _running = running;
        _ = Task.Run(() => FollowAsync(attempt, running));
        if (_phase is Phase.Stopping)
        {
            _ = EndAsync(running, CancellationToken.None);
            return;
        }
        _phase = Phase.Running;
        var life = _life.Token;
        _ = Task.Run(async () =>
            _events.Writer.TryWrite(new InstanceEvent.Exited(attempt, await running.Run.Completion.ConfigureAwait(false)))
        );
        _ = Task.Run(async () =>
        {
            try
            {
                await running.ReachableAsync(life).ConfigureAwait(false);
                _events.Writer.TryWrite(new InstanceEvent.Reachable(attempt));
            }
            catch (OperationCanceledException) when (life.IsCancellationRequested)
            {
                // It ended before anybody could reach it; the exit tells the rest.
            }
        });
        if (running.RunsOnceReachable)
        {
            return;
        }
        await _states.RunningAsync(running).ConfigureAwait(false);
        Complete(_starters);
    }

    private async Task OnReachable()
    {
        _work.OpenToClients();
        if (_running is { RunsOnceReachable: true } running)
        {
            await _states.RunningAsync(running).ConfigureAwait(false);
            Complete(_starters);
        }
    }

    private async Task OnLaunchFailed(Exception reason)
    {
        var stopped = _phase is Phase.Stopping;
        _phase = Phase.Idle;
        if (stopped)
        {
            await _states.NotStartedAsync().ConfigureAwait(false);
        }
        else
        {
            await _states.FailedAsync(reason).ConfigureAwait(false);
        }
        Complete(_starters);
        Complete(_stoppers);
    }

    private async Task OnExited(int exitCode)
    {
        var asked = _phase is Phase.Stopping;
        var neverAnswered = _running is { RunsOnceReachable: true } && _starters.Count > 0;
        _phase = Phase.Idle;
        _work.CloseToClients();
        await _life.CancelAsync().ConfigureAwait(false);
        if (_running is { } running)
        {
            _running = null;
            await running.Run.DisposeAsync().ConfigureAwait(false);
        }
        await _states.EndedAsync(exitCode, asked, neverAnswered).ConfigureAwait(false);
        Complete(_starters);
        Complete(_stoppers);
    }

    private async Task OnStopAsked(InstanceEvent.StopAsked asked)
    {
        switch (_phase)
        {
            case Phase.Idle:
                asked.Done.SetResult();
                return;
            case Phase.Starting:
                _stoppers.Add(asked.Done);
                _phase = Phase.Stopping;
                await _life.CancelAsync().ConfigureAwait(false);
                return;
            default:
                _stoppers.Add(asked.Done);
                var first = _phase is Phase.Running;
                _phase = Phase.Stopping;
                if (first)
                {
                    _work.CloseToClients();
                    await _states.StoppingAsync().ConfigureAwait(false);
                }
                if (_running is { } running)
                {
                    // Asked twice kills, as a second Ctrl+C does.
                    _ = EndAsync(running, first ? asked.Hurry : new CancellationToken(canceled: true));
                }
                return;
        }
    }

    /// <summary>Its end is told when the last line it printed has been read and none of its own children is left.</summary>
    private async Task FollowAsync(int attempt, RunningInstance running)
    {
        var exitCode = await running.Run.Completion.ConfigureAwait(false);
        try
        {
            await running.Run.StopAsync().ConfigureAwait(false);
            await running.OutputRead.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _logger.LogWarning(exception, "What was left of it could not be ended.");
        }
        _events.Writer.TryWrite(new InstanceEvent.Exited(attempt, exitCode));
    }

    private async Task EndAsync(RunningInstance running, CancellationToken hurry)
    {
        try
        {
            await running.Run.StopAsync(hurry).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _logger.LogError(exception, "Stopping failed.");
        }
    }

    private static void Complete(List<TaskCompletionSource> waiting)
    {
        waiting.ForEach(w => w.TrySetResult());
        waiting.Clear();
    }
}
