namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>When an index is refreshed by itself, and who waits for it. Not of any thread: its index locks.</summary>
internal sealed class RefreshClock : IDisposable
{
    private readonly ITimer timer;
    private TaskCompletionSource? next;
    private bool changed;
    private bool armed;

    public RefreshClock(TimeProvider time, Action refresh) =>
        timer = time.CreateTimer(_ => refresh(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Something was written: a refresh comes within the interval.</summary>
    public void Changed(TimeSpan? interval)
    {
        changed = true;
        Arm(interval);
    }

    /// <summary>The interval is another one.</summary>
    public void Change(TimeSpan? interval)
    {
        armed = false;
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (changed)
            Arm(interval);
    }

    public Task Next() => changed ? (next ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;

    public void Refreshed()
    {
        (changed, armed) = (false, false);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        next?.TrySetResult();
        next = null;
    }

    public void Dispose()
    {
        timer.Dispose();
        next?.TrySetResult();
    }

    private void Arm(TimeSpan? interval)
    {
        if (armed || interval is not { } wait)
            return;
        armed = true;
        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
