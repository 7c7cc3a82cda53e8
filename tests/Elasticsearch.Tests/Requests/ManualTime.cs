namespace Platform.Engines.Elasticsearch.Tests.Requests;

/// <summary>A clock that a test moves. Its timers go off when they are due at the end of a move, once.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Timers that run.</summary>
    public int Timers => timers.Count;

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state), period) { Due = now + dueTime };
        timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        now += time;
        foreach (var timer in timers.Where(timer => timer.Due <= now).ToArray())
        {
            timer.Due = now + timer.Period;
            timer.Fire();
        }
    }

    private sealed class Timer(ManualTime clock, Action fire, TimeSpan period) : ITimer
    {
        public TimeSpan Period => period;

        public DateTimeOffset Due { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => clock.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
