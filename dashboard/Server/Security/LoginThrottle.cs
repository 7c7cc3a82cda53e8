namespace Platform.Dashboard.Security;

/// <summary>Ten wrong tokens at once, then one in six seconds: enough for slips, too few to guess.</summary>
internal sealed class LoginThrottle(TimeProvider time)
{
    private const int Burst = 10;
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(6);
    private readonly Lock gate = new();
    private DateTimeOffset full = DateTimeOffset.MinValue;

    /// <summary>How long nobody may try; zero: now.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (gate)
            {
                var wait = full - time.GetUtcNow() - (Burst - 1) * Refill;
                return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
            }
        }
    }

    public void Failed()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            full = (full > now ? full : now) + Refill;
        }
    }
}
