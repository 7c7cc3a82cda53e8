namespace Platform.ServiceDefaults.Events;

/// <summary>Keys whose next event the broker has refused: what comes behind it waits with it, what has other keys goes on.</summary>
internal sealed class OutboxHolds(OutboxOptions options, TimeProvider time)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(string Topic, string Key), (int Attempts, DateTimeOffset Until)> holds = [];

    /// <summary>Those whose time has not come.</summary>
    public IReadOnlyCollection<(string Topic, string Key)> Current =>
        holds.Count == 0 ? [] : [.. holds.Where(hold => hold.Value.Until > time.GetUtcNow()).Select(hold => hold.Key)];

    /// <summary>Until the next may be tried again.</summary>
    public TimeSpan Next
    {
        get
        {
            if (holds.Count == 0)
                return Timeout.InfiniteTimeSpan;
            var wait = holds.Values.Min(hold => hold.Until) - time.GetUtcNow();
            return wait > TimeSpan.Zero ? wait + TimeSpan.FromMilliseconds(1) : TimeSpan.FromMilliseconds(1);
        }
    }

    public void Hold(string topic, string key)
    {
        var attempts = holds.TryGetValue((topic, key), out var earlier) ? earlier.Attempts + 1 : 1;
        var delay = options.RetryDelay * Math.Pow(2, Math.Min(attempts - 1, 10));
        holds[(topic, key)] = (attempts, time.GetUtcNow() + (delay < LongestDelay ? delay : LongestDelay));
    }

    public void Release(string topic, string key)
    {
        if (holds.Count > 0)
            holds.Remove((topic, key));
    }
}
