namespace Platform.Dashboard.Insight.Traffic;

/// <summary>What a series counted in one stretch of time.</summary>
internal struct TrafficBucket
{
    /// <summary>Nanoseconds since 1970, a multiple of the width.</summary>
    public long Start;
    public int Seconds;
    public int Count;
    public int Errors;
    public int Timeouts;

    /// <summary>Nanoseconds.</summary>
    public long Sum;
    public long Longest;
    public LatencyHistogram Latencies;

    public readonly long End => Start + (Seconds * 1_000_000_000L);

    public void Add(long duration, bool error, bool timeout)
    {
        Count++;
        Errors += error ? 1 : 0;
        Timeouts += timeout ? 1 : 0;
        Sum += duration;
        Longest = Math.Max(Longest, duration);
        Latencies.Add(duration);
    }

    public void Add(in TrafficBucket other)
    {
        Count += other.Count;
        Errors += other.Errors;
        Timeouts += other.Timeouts;
        Sum += other.Sum;
        Longest = Math.Max(Longest, other.Longest);
        Latencies.Add(in other.Latencies);
    }
}
