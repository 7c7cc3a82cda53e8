namespace Platform.Mocks.Tests.PaymentGateway;

/// <summary>A clock that a test moves; timers fire when it passes them, and a test can wait until one is set.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Set)> awaited = [];
    private DateTimeOffset now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes once somebody waits for this long.</summary>
    public Task WhenWaitingAsync(TimeSpan due)
    {
        lock (gate)
        {
            if (timers.Exists(timer => timer.Due == due))
                return Task.CompletedTask;
            var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((due, set));
            return set.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    public void Advance(TimeSpan by)
    {
        List<Timer> fired;
        lock (gate)
        {
            now += by;
            fired = timers.FindAll(timer => timer.At <= now);
            timers.RemoveAll(fired.Contains);
        }
        foreach (var timer in fired)
            timer.Fire();
    }

    private sealed class Timer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public DateTimeOffset At { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                (Due, At) = (dueTime, time.now + dueTime);
                time.timers.Add(this);
                foreach (var (due, set) in time.awaited)
                    if (due == dueTime)
                        set.TrySetResult();
                return true;
            }
        }

        public void Dispose()
        {
            lock (time.gate)
                time.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
