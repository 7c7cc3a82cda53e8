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

        /// <summary>Its process ended by itself; what it left behind is being ended.</summary>
        Ending,
        Stopping,
    }

    // Whoever hid from us and still holds the output must not keep the instance from ending.
    private static readonly TimeSpan s_longestRead = TimeSpan.FromSeconds(30);

    private readonly Channel<InstanceEvent> _events = Channel.CreateUnbounded<InstanceEvent>(new() { SingleReader = true });
    private readonly IInstanceWork _work;
    private readonly IInstanceStates _states;
    private readonly ILogger _logger;
    private readonly Task _loop;

    private Phase _phase = Phase.Idle;
    private int _attempt;
    private CancellationTokenSource _life = new();
    private RunningInstance? _running;
    private Task? _ending;
    private volatile TaskCompletionSource<bool> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<TaskCompletionSource> _starters = [];
    private readonly List<TaskCompletionSource> _nextStarters = [];
    private readonly List<TaskCompletionSource> _stoppers = [];

    public Instance(IInstanceWork work, IInstanceStates states, ILogger logger)
    {
        _work = work;
        _states = states;
        _logger = logger;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Completes with true when clients can reach it, with false when it ended before; asked after a start, it means that start.</summary>
    public Task<bool> OpenAsync => _open.Task;

    /// <summary>Starts it unless it runs; completes when it was launched or could not be. While it stops, it starts again after.</summary>
    public Task StartAsync()
    {
        var done = NewSource();
        return Ask(new InstanceEvent.StartAsked(done), done);
    }

    /// <summary>Ends it, whatever it does; completes when nothing of it is left. A cancelled token kills, and so does asking twice.</summary>
    public Task StopAsync(CancellationToken hurry = default)
    {
        var done = NewSource();
        return Ask(new InstanceEvent.StopAsked(done, hurry), done);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _events.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _life.Dispose();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

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
            InstanceEvent.StopAsked asked => OnStopAsked(asked),
            InstanceEvent.Starting(var attempt) when attempt == _attempt && _phase == Phase.Starting => _states.StartingAsync(),
            InstanceEvent.Launched launched => OnLaunched(launched),
            InstanceEvent.LaunchFailed failed when failed.Attempt == _attempt => OnLaunchFailed(failed.Reason),
            InstanceEvent.Reachable(var attempt) when attempt == _attempt && _phase == Phase.Running => OnReachable(),
            InstanceEvent.Exited exited when exited.Attempt == _attempt => OnExited(exited),
            InstanceEvent.Gone gone when gone.Attempt == _attempt => OnGone(gone.ExitCode),
            // Of an attempt that is over.
            _ => Task.CompletedTask,
        };

    private Task OnStartAsked(InstanceEvent.StartAsked asked)
    {
        switch (_phase)
        {
            case Phase.Running:
                asked.Done.SetResult();
                break;
            case Phase.Stopping or Phase.Ending:
                _nextStarters.Add(asked.Done);
                break;
            default:
                _starters.Add(asked.Done);
                if (_phase is Phase.Idle)
                {
                    Begin();
                }
                break;
        }
        return Task.CompletedTask;
    }

    private async Task OnStopAsked(InstanceEvent.StopAsked asked)
    {
        // It came after those who want it to start again.
        Complete(_nextStarters);
        if (_phase is Phase.Idle)
        {
            asked.Done.SetResult();
            return;
        }
        _stoppers.Add(asked.Done);
        switch (_phase)
        {
            case Phase.Starting:
                _phase = Phase.Stopping;
                await _life.CancelAsync().ConfigureAwait(false);
                break;
            case Phase.Running:
                _phase = Phase.Stopping;
                _work.CloseToClients();
                await _states.StoppingAsync().ConfigureAwait(false);
                _ending = EndAsync(_running!, asked.Hurry);
                break;
            case Phase.Stopping when _running is { } running:
                // Asked twice kills, as a second Ctrl+C does.
                _ = EndAsync(running, new CancellationToken(canceled: true));
                break;
        }
    }

    private void Begin()
    {
        _phase = Phase.Starting;
        _life.Dispose();
        _life = new CancellationTokenSource();
        _open = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (attempt, life) = (++_attempt, _life.Token);
        _ = Task.Run(async () =>
        {
            try
            {
                await _work.WaitAsync(life).ConfigureAwait(false);
                Tell(new InstanceEvent.Starting(attempt));
                Tell(new InstanceEvent.Launched(attempt, await _work.LaunchAsync(life).ConfigureAwait(false)));
            }
            catch (Exception exception)
            {
                Tell(new InstanceEvent.LaunchFailed(attempt, exception));
            }
        });
    }

    private async Task OnLaunched(InstanceEvent.Launched launched)
    {
        var (attempt, running) = launched;
        _running = running;
        _ending = null;
        _ = Task.Run(async () => Tell(new InstanceEvent.Exited(attempt, await running.Run.Completion.ConfigureAwait(false))));
        if (_phase is Phase.Stopping)
        {
            _ending = EndAsync(running, CancellationToken.None);
            return;
        }
        _phase = Phase.Running;
        var life = _life.Token;
        _ = Task.Run(async () =>
        {
            try
            {
                await running.ReachableAsync(life).ConfigureAwait(false);
                Tell(new InstanceEvent.Reachable(attempt));
            }
            catch (OperationCanceledException) when (life.IsCancellationRequested)
            {
                // It ended before anybody could reach it; the exit tells the rest.
            }
        });
        if (!running.RunsOnceReachable)
        {
            await _states.RunningAsync(running).ConfigureAwait(false);
            Complete(_starters);
        }
    }

    private async Task OnReachable()
    {
        _work.OpenToClients();
        _open.TrySetResult(true);
        if (_running is { RunsOnceReachable: true } running)
        {
            await _states.RunningAsync(running).ConfigureAwait(false);
            Complete(_starters);
        }
    }

    private async Task OnLaunchFailed(Exception reason)
    {
        await (_phase is Phase.Stopping ? _states.NotStartedAsync() : _states.FailedAsync(reason)).ConfigureAwait(false);
        Rest();
    }

    private async Task OnExited(InstanceEvent.Exited exited)
    {
        if (_phase is Phase.Running)
        {
            _phase = Phase.Ending;
        }
        _work.CloseToClients();
        await _life.CancelAsync().ConfigureAwait(false);
        var running = _running!;
        var ending = _ending ??= EndAsync(running, CancellationToken.None);
        _ = Task.Run(async () =>
        {
            try
            {
                await ending.ConfigureAwait(false);
                await running.OutputRead.WaitAsync(s_longestRead).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                _logger.LogWarning(exception, "Its output could not be read to the end.");
            }
            Tell(new InstanceEvent.Gone(exited.Attempt, exited.ExitCode));
        });
    }

    private async Task OnGone(int exitCode)
    {
        var asked = _phase is Phase.Stopping;
        var neverAnswered = _running is { RunsOnceReachable: true } && _starters.Count > 0;
        await _running!.Run.DisposeAsync().ConfigureAwait(false);
        _running = null;
        await _states.EndedAsync(exitCode, asked, neverAnswered).ConfigureAwait(false);
        Rest();
    }

    /// <summary>It is over for this time; who asked meanwhile for another start gets it.</summary>
    private void Rest()
    {
        _phase = Phase.Idle;
        _open.TrySetResult(false);
        Complete(_starters);
        Complete(_stoppers);
        if (_nextStarters.Count > 0)
        {
            _starters.AddRange(_nextStarters);
            _nextStarters.Clear();
            Begin();
        }
    }

    private void Tell(InstanceEvent happened) => _events.Writer.TryWrite(happened);

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
