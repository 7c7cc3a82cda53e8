namespace Platform.Dashboard.Insight.Traffic;

/// <summary>Adds up the buckets of one or several series within a window.</summary>
/// <param name="withPoints">False where only the sum is wanted: much cheaper.</param>
internal sealed class TrafficSum(long from, long to, bool withPoints = true)
{
    private const double Millisecond = 1e6;
    private readonly long[] steps = new long[LatencyHistogram.Steps];
    private readonly SortedDictionary<long, TrafficBucket> points = [];
    private long count;
    private long errors;
    private long timeouts;
    private double sum;
    private long longest;

    public void Add(TrafficSeries series)
    {
        foreach (ref readonly var bucket in series.Buckets)
        {
            if (bucket.End <= from || bucket.Start >= to)
            {
                continue;
            }
            count += bucket.Count;
            errors += bucket.Errors;
            timeouts += bucket.Timeouts;
            sum += bucket.Sum;
            longest = Math.Max(longest, bucket.Longest);
            bucket.Latencies.AddTo(steps);
            if (!withPoints)
            {
                continue;
            }
            if (!points.TryGetValue(bucket.Start, out var point))
            {
                point = new TrafficBucket { Start = bucket.Start, Seconds = bucket.Seconds };
            }
            point.Add(in bucket);
            points[bucket.Start] = point;
        }
    }

    /// <param name="now">What has not happened yet does not lower the rate.</param>
    /// <param name="threshold">Apdex's, in milliseconds.</param>
    public TrafficWindow ToWindow(long now, double threshold = 500) =>
        count == 0
            ? TrafficWindow.Empty(from, to)
            : new TrafficWindow(from, to)
            {
                Count = count,
                Errors = errors,
                Timeouts = timeouts,
                Mean = sum / count / Millisecond,
                P50 = Percentile(steps, count, 0.5, longest),
                P95 = Percentile(steps, count, 0.95, longest),
                P99 = Percentile(steps, count, 0.99, longest),
                Max = longest / Millisecond,
                Rate = count / Math.Max(1, (Math.Min(to, now) - from) / 1e9),
                Apdex = Apdex(threshold * Millisecond),
                Points = [.. points.Values.Select(Point)],
            };

    private static TrafficPoint Point(TrafficBucket bucket)
    {
        Span<long> steps = stackalloc long[LatencyHistogram.Steps];
        steps.Clear();
        bucket.Latencies.AddTo(steps);
        return new TrafficPoint(
            bucket.Start,
            bucket.Seconds,
            bucket.Count,
            bucket.Errors,
            bucket.Sum / Millisecond / bucket.Count,
            Percentile(steps, bucket.Count, 0.5, bucket.Longest),
            Percentile(steps, bucket.Count, 0.95, bucket.Longest),
            Percentile(steps, bucket.Count, 0.99, bucket.Longest)
        );
    }

    /// <summary>Milliseconds: within its step by its rank there, and never more than the longest.</summary>
    internal static double Percentile(ReadOnlySpan<long> steps, long count, double share, long longest)
    {
        var rank = share * count;
        var below = 0L;
        for (var step = 0; step < steps.Length; step++)
        {
            if (steps[step] > 0 && below + steps[step] >= rank)
            {
                var (low, high) = (LatencyHistogram.LowerBound(step), LatencyHistogram.LowerBound(step + 1));
                var within = (rank - below) / steps[step];
                return Math.Min(low + ((high - low) * within), longest) / Millisecond;
            }
            below += steps[step];
        }
        return longest / Millisecond;
    }

    /// <summary>Failed requests count as frustrated; how long they took is not kept apart, so they take their share of every step.</summary>
    private double Apdex(double threshold)
    {
        var (satisfied, tolerating) = (0.0, 0.0);
        for (var step = 0; step < steps.Length; step++)
        {
            var middle = (LatencyHistogram.LowerBound(step) + LatencyHistogram.LowerBound(step + 1)) / 2.0;
            satisfied += middle <= threshold ? steps[step] : 0;
            tolerating += middle > threshold && middle <= 4 * threshold ? steps[step] : 0;
        }
        return (satisfied + (tolerating / 2)) / count * (count - errors) / count;
    }
}
