using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Traffic;

/// <summary>One route's or edge's buckets, oldest first. Late spans find their bucket; older buckets grow coarser. Not safe for threads.</summary>
internal sealed class TrafficSeries
{
    public const long Second = 1_000_000_000;
    private static readonly (long Age, int Seconds)[] Widths = [(900 * Second, 5), (7_200 * Second, 30), (long.MaxValue, 300)];

    private TrafficBucket[] buckets = new TrafficBucket[4];
    private int count;

    public int BucketCount => count;

    public ReadOnlySpan<TrafficBucket> Buckets => buckets.AsSpan(0, count);

    /// <summary>The starts of the newest calls, where somebody asks how many there were since a moment; null else.</summary>
    public RecentStarts? Recent { get; init; }

    /// <summary>A call of the newest, and the newest that failed, to be decoded where the name of its database is asked for.</summary>
    public SpanRow Sample;
    public SpanRow FailedSample;

    public void Add(long start, long duration, bool error, bool timeout, long now)
    {
        ref var bucket = ref At(start, now);
        bucket.Add(duration, error, timeout);
        Recent?.Add(start);
    }

    /// <summary>Takes back one that was counted; latencies stay.</summary>
    public void Remove(long start)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            ref var bucket = ref buckets[i];
            if (bucket.Start <= start && start < bucket.End && bucket.Count > 0)
            {
                bucket.Count--;
                bucket.Errors--;
                return;
            }
        }
    }

    /// <summary>How many began from one time to the other, by whole buckets.</summary>
    public long Between(long from, long to)
    {
        var all = 0L;
        foreach (ref readonly var bucket in Buckets)
        {
            all += bucket.End > from && bucket.Start < to ? bucket.Count : 0;
        }
        return all;
    }

    /// <summary>Makes old buckets coarser and forgets what is older than the oldest to keep.</summary>
    public void Compact(long now, long oldest)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (buckets[i].End <= oldest)
            {
                continue;
            }
            var width = Math.Max(WidthAt(buckets[i].Start, now), buckets[i].Seconds);
            var start = Floor(buckets[i].Start, width);
            if (kept > 0 && buckets[kept - 1].Start == start && buckets[kept - 1].Seconds == width)
            {
                buckets[kept - 1].Add(in buckets[i]);
                continue;
            }
            buckets[kept] = buckets[i];
            buckets[kept].Start = start;
            buckets[kept++].Seconds = width;
        }
        Array.Clear(buckets, kept, count - kept);
        count = kept;
    }

    public static long Floor(long time, int seconds) => time - (time % (seconds * Second));

    private static int WidthAt(long start, long now)
    {
        var age = now - start;
        return age < Widths[0].Age ? Widths[0].Seconds
            : age < Widths[1].Age ? Widths[1].Seconds
            : Widths[2].Seconds;
    }

    private ref TrafficBucket At(long time, long now)
    {
        var place = count;
        while (place > 0 && buckets[place - 1].Start > time)
        {
            place--;
        }
        if (place > 0 && time < buckets[place - 1].End)
        {
            return ref buckets[place - 1];
        }
        if (count == buckets.Length)
        {
            Array.Resize(ref buckets, count * 2);
        }
        var width = WidthAt(time, now);
        var start = Floor(time, width);
        while (place > 0 && buckets[place - 1].Start > start)
        {
            place--;
        }
        Array.Copy(buckets, place, buckets, place + 1, count - place);
        count++;
        buckets[place] = new TrafficBucket { Start = start, Seconds = width };
        return ref buckets[place];
    }
}
