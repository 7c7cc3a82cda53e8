namespace Platform.Dashboard.Insight.Traffic;

/// <summary>When the newest calls of a route began: "12 of 12 since 10:42:03" is exact while they reach back as far.</summary>
internal sealed class RecentStarts
{
    private const int Limit = 1024;
    private long[] starts = new long[16];
    private long added;

    public void Add(long start)
    {
        if (added == starts.Length && starts.Length < Limit)
        {
            Array.Resize(ref starts, starts.Length * 2);
        }
        starts[added++ & (starts.Length - 1)] = start;
    }

    /// <summary>The starts that are remembered, in no order.</summary>
    public ReadOnlySpan<long> Held => starts.AsSpan(0, (int)Math.Min(added, starts.Length));

    /// <summary>How many began at that time or later; null where the memory does not reach back so far.</summary>
    public long? Since(long time)
    {
        var held = (int)Math.Min(added, starts.Length);
        var (since, reaches) = (0L, added <= starts.Length);
        for (var i = 0; i < held; i++)
        {
            since += starts[i] >= time ? 1 : 0;
            reaches |= starts[i] < time;
        }
        return reaches ? since : null;
    }
}
