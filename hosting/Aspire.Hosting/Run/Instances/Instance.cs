using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Run;

/// <summary>
/// One resource, or one replica of it, through all its starts and stops. A single reader of one channel decides everything,
/// so there are no locks; what takes time runs beside it, in an <see cref="Attempt"/>, and reports back as an event.
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

    private readonly Channel<InstanceEvent> _events = Channel.CreateUnbounded<InstanceEvent>(new() { SingleReader = true });
    private readonly IInstanceWork _work;
    private readonly IInstanceStates _states;
    private readonly ILogger _logger;
    private readonly Task _loop;

    private Phase _phase = Phase.Idle;
    private volatile Attempt? _attempt;
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
    public Task<bool> Open => _attempt?.Open ?? Task.FromResult(false);

    /// <summary>Starts it unless it runs; completes when it was launched or could not be. While it stops, it starts again after.</summary>
    /// <param name="noWait">True to start at once one that still waits for others.</param>
    public Task StartAsync(bool noWait = false)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Ask(new InstanceEvent.StartAsked(done, noWait), done);
    }

    /// <summary>Ends it, whatever it does; completes when nothing of it is left. A cancelled token kills, and so does asking twice.</summary>
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
            InstanceEvent.StopAsked asked => OnStopAsked(asked),
            InstanceEvent.Starting when _phase is Phase.Starting => _states.StartingAsync(),
            InstanceEvent.Launched launched => OnLaunched(launched),
            InstanceEvent.LaunchFailed failed => OnLaunchFailed(failed.Reason),
            InstanceEvent.Reachable(var attempt) when attempt == _attempt && _phase is Phase.Running => OnReachable(),
            InstanceEvent.Exited exited => OnExited(exited),
            InstanceEvent.Gone gone => OnGone(gone),
            // Overtaken by a stop.
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
            case Phase.Starting:
                _starters.Add(asked.Done);
                if (asked.NoWait)
                {
                    _attempt!.StopWaiting();
                }
                break;
            default:
                _starters.Add(asked.Done);
                Begin();
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
                _attempt!.GiveUp(asked.Hurry);
                break;
            case Phase.Running:
                _phase = Phase.Stopping;
                _work.CloseToClients();
                await _states.StoppingAsync().ConfigureAwait(false);
                _attempt!.End(asked.Hurry);
                break;
            case Phase.Stopping when _attempt!.Running is not null:
                // As a second Ctrl+C does.
                _attempt.End(asked.Hurry);
                break;
        }
    }

    private void Begin()
    {
        _phase = Phase.Starting;
        _attempt = new Attempt(_work, happened => _events.Writer.TryWrite(happened), _logger);
        _attempt.Begin();
    }

    private async Task OnLaunched(InstanceEvent.Launched launched)
    {
        launched.Attempt.Launched(launched.Running);
        if (_phase is Phase.Stopping)
        {
            launched.Attempt.End(launched.Attempt.Hurry);
            return;
        }
        _phase = Phase.Running;
        if (!launched.Running.RunsOnceReachable)
        {
            await _states.RunningAsync(launched.Running).ConfigureAwait(false);
            Complete(_starters);
        }
    }

    private async Task OnReachable()
    {
        _work.OpenToClients();
        _attempt!.Opened();
        if (_attempt.Running is { RunsOnceReachable: true } running)
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

    private Task OnExited(InstanceEvent.Exited exited)
    {
        if (_phase is Phase.Running)
        {
            _phase = Phase.Ending;
        }
        _work.CloseToClients();
        exited.Attempt.Finish(exited.ExitCode);
        return Task.CompletedTask;
    }

    private async Task OnGone(InstanceEvent.Gone gone)
    {
        var asked = _phase is Phase.Stopping;
        var neverAnswered = gone.Attempt.Running is { RunsOnceReachable: true } && _starters.Count > 0;
        await _states.EndedAsync(gone.ExitCode, asked, neverAnswered).ConfigureAwait(false);
        Rest();
    }

    /// <summary>It is over for this time; who asked meanwhile for another start gets it.</summary>
    private void Rest()
    {
        _phase = Phase.Idle;
        _attempt!.Over();
        Complete(_starters);
        Complete(_stoppers);
        if (_nextStarters.Count > 0)
        {
            _starters.AddRange(_nextStarters);
            _nextStarters.Clear();
            Begin();
        }
    }

    private static void Complete(List<TaskCompletionSource> waiting)
    {
        waiting.ForEach(w => w.TrySetResult());
        waiting.Clear();
    }
}
