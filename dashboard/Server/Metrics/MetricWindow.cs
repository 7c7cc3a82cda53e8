namespace Platform.Dashboard.Metrics;

/// <summary>A stretch of time, cut into buckets of a round width. Nanoseconds since 1970.</summary>
internal readonly record struct MetricWindow(long From, long To, long Step)
{
    private const int Most = 500;

    private static readonly long[] widths =
    [
        .. new[] { 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600 }.Select(seconds => seconds * MetricTime.Second),
    ];

    public int Count => (int)((To - From) / Step);

    /// <summary>Buckets between the two times, as many as fit a chart, and none narrower than what is exported.</summary>
    /// <param name="points">At most; default 300, at most 500.</param>
    public static MetricWindow Of(double? from, double? to, TimeProvider time, int? points = null, long interval = 0)
    {
        var end = to is > 0 and < 9e12 ? MetricTime.FromMilliseconds(to.Value) : MetricTime.Now(time);
        var start = from is >= 0 and < 9e12 ? MetricTime.FromMilliseconds(from.Value) : end - (MetricTime.Hour / 4);
        start = Math.Clamp(start, 0, Math.Max(end - MetricTime.Second, 0));
        var most = Math.Clamp(points ?? 300, 10, Most);
        var least = Math.Max((end - start) / most, interval);
        var step = widths.FirstOrDefault(width => width >= least, (least / widths[^1] + 1) * widths[^1]);
        start -= start % step;
        return new MetricWindow(start, start + ((end - start + step - 1) / step * step), step);
    }

    public long Start(int bucket) => From + (bucket * Step);

    public double[] Times()
    {
        var times = new double[Count];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = MetricTime.ToMilliseconds(Start(i));
        }
        return times;
    }

    public double?[] Each(Func<long, long, double?> read)
    {
        var values = new double?[Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(Start(i), Start(i) + Step) is { } value && double.IsFinite(value) ? value : null;
        }
        return values;
    }
}
