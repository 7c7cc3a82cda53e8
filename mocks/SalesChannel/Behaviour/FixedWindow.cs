namespace Platform.Mocks.SalesChannel.Behaviour;

/// <summary>So many calls in each window of a fixed length.</summary>
public sealed class FixedWindow(TimeProvider time)
{
    private readonly Lock gate = new();
    private DateTimeOffset ends;
    private int used;

    /// <returns>What is left, and when the window ends.</returns>
    public (bool Taken, int Left, DateTimeOffset Reset) Take(int requests, TimeSpan window)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            // A window that was set shorter meanwhile ends earlier.
            if (now >= ends || ends - now > window)
                (ends, used) = (now + window, 0);
            if (used >= requests)
                return (false, 0, ends);
            used++;
            return (true, requests - used, ends);
        }
    }
}
