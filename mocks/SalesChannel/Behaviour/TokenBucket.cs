namespace Platform.Mocks.SalesChannel.Behaviour;

/// <summary>A burst of tokens that come back at a steady rate. The framework's own cannot be given a clock.</summary>
public sealed class TokenBucket(TimeProvider time)
{
    private readonly Lock gate = new();
    private double tokens = double.MaxValue;
    private long filledAt = time.GetTimestamp();

    /// <returns>What is left, and how long until there is one again when none was.</returns>
    public (bool Taken, int Left, TimeSpan Wait) Take(int burst, double perSecond)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            tokens = Math.Min(burst, tokens + (time.GetElapsedTime(filledAt, now).TotalSeconds * perSecond));
            filledAt = now;
            if (tokens < 1)
                return (false, 0, TimeSpan.FromSeconds((1 - tokens) / perSecond));
            tokens--;
            return (true, (int)tokens, TimeSpan.Zero);
        }
    }
}
