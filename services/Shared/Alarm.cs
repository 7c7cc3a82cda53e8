namespace Platform.Services;

/// <summary>Wakes one waiter at the earliest of the times it was set to: work that is due later costs nothing until then.</summary>
internal sealed class Alarm(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);
    private readonly Lock gate = new();
    private DateTime next = DateTime.MaxValue;
    private ITimer? timer;

    /// <summary>Makes sure that the waiter wakes at <paramref name="due"/> (UTC) or before.</summary>
    public void SetFor(DateTime due)
    {
        lock (gate)
        {
            if (due >= next)
                return;
            next = due;
            timer ??= time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(Until(due), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Wakes the waiter now.</summary>
    public void Ring()
    {
        lock (gate)
        {
            if (signal.CurrentCount == 0)
                signal.Release();
        }
    }

    /// <summary>Returns when the alarm rings; what is due has then to be looked up and the alarm set again.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await signal.WaitAsync(cancellationToken);
        lock (gate)
            next = DateTime.MaxValue;
    }

    public void Dispose()
    {
        timer?.Dispose();
        signal.Dispose();
    }

    /// <summary>Timers are bounded at 49 days; one that rings early finds nothing due and is set again.</summary>
    private TimeSpan Until(DateTime due)
    {
        var wait = due - time.UtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero
            : wait > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1)
            : wait + TimeSpan.FromMilliseconds(1);
    }
}
