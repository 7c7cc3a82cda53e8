namespace Platform.Dashboard.Otlp;

/// <summary>
/// How much is taken in at one time. There is no queue: what exceeds the limit is told to come again, and waits where it was made, so that a dashboard that
/// falls behind costs bounded memory.
/// </summary>
internal sealed class Intake(DashboardOptions options)
{
    private readonly long limit = options.MaxBytesInFlight;
    private long inFlight;

    public long InFlight => Interlocked.Read(ref inFlight);

    /// <summary>Of one request, decompressed.</summary>
    public int MaxRequest { get; } = (int)Math.Min(options.MaxRequestBytes, options.MaxBytesInFlight);

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref inFlight, bytes) <= limit)
        {
            return true;
        }
        Interlocked.Add(ref inFlight, -bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref inFlight, -bytes);
}
