using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Run;

/// <summary>One start of an instance, from its first wait until nothing of it is left. It decides nothing: it tells the instance what happens.</summary>
internal sealed class Attempt(IInstanceWork work, Action<InstanceEvent> tell, ILogger logger)
{
    // Whoever hid from us and still holds the output must not keep the instance from ending.
    private static readonly TimeSpan s_longestRead = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _life = new();
    private readonly TaskCompletionSource _noWait = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _ending;

    /// <summary>What was launched; null until then.</summary>
    public RunningInstance? Running { get; private set; }

    /// <summary>How quickly it was asked to give up.</summary>
    public CancellationToken Hurry { get; private set; }

    /// <summary>Completes with true when clients can reach it, with false when it ended before.</summary>
    public Task<bool> Open => _open.Task;

    public void Begin() => _ = Task.Run(LaunchAsync);

    /// <summary>Starts it though it still waits for others.</summary>
    public void StopWaiting() => _noWait.TrySetResult();

    /// <summary>Gives up waiting and launching; a launch that cannot be given up any more is told all the same.</summary>
    public void GiveUp(CancellationToken hurry)
    {
        Hurry = hurry;
        _life.Cancel();
    }

    public void Launched(RunningInstance running)
    {
        Running = running;
        _ = Task.Run(async () => tell(new InstanceEvent.Exited(this, await running.Run.Completion.ConfigureAwait(false))));
        _ = Task.Run(() => ReachAsync(running));
    }

    public void Opened() => _open.TrySetResult(true);

    /// <summary>Asks it to end; asked twice, it is killed.</summary>
    public void End(CancellationToken hurry)
    {
        if (_ending is null)
        {
            _ending = EndAsync(hurry);
        }
        else
        {
            _ = EndAsync(new CancellationToken(canceled: true));
        }
    }

    /// <summary>Ends what its process left behind and reads what it printed.</summary>
    public void Finish(int exitCode)
    {
        _life.Cancel();
        var ending = _ending ??= EndAsync(CancellationToken.None);
        _ = Task.Run(async () =>
        {
            try
            {
                await ending.ConfigureAwait(false);
                await Running!.OutputRead.WaitAsync(s_longestRead).ConfigureAwait(false);
                await Running.Run.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                logger.LogWarning(exception, "Its output could not be read to the end.");
            }
            tell(new InstanceEvent.Gone(this, exitCode));
        });
    }

    public void Over()
    {
        _open.TrySetResult(false);
        _life.Dispose();
    }

    private async Task LaunchAsync()
    {
        var life = _life.Token;
        try
        {
            await WaitAsync(life).ConfigureAwait(false);
            await work.AnnounceAsync(life).ConfigureAwait(false);
            tell(new InstanceEvent.Starting(this));
            tell(new InstanceEvent.Launched(this, await work.LaunchAsync(life).ConfigureAwait(false)));
        }
        catch (Exception exception)
        {
            tell(new InstanceEvent.LaunchFailed(this, exception));
        }
    }

    private async Task WaitAsync(CancellationToken life)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(life);
        var wait = work.WaitAsync(waiting.Token);
        if (await Task.WhenAny(wait, _noWait.Task).ConfigureAwait(false) == wait)
        {
            await wait.ConfigureAwait(false);
            return;
        }
        logger.LogInformation("Told to start without waiting any longer.");
        await waiting.CancelAsync().ConfigureAwait(false);
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReachAsync(RunningInstance running)
    {
        try
        {
            await running.ReachableAsync(_life.Token).ConfigureAwait(false);
            tell(new InstanceEvent.Reachable(this));
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // It ended before anybody could reach it; the exit tells the rest.
        }
    }

    private async Task EndAsync(CancellationToken hurry)
    {
        try
        {
            await Running!.Run.StopAsync(hurry).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Stopping failed.");
        }
    }
}
