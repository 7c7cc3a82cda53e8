namespace Platform.Dashboard.Tests.Metrics;

/// <summary>Export requests as an SDK would send them. Times are seconds after <see cref="Epoch"/>.</summary>
internal static class Sent
{
    public const long Second = 1_000_000_000;

    /// <summary>2026-01-01T00:00:00Z.</summary>
    public const long Epoch = 1_767_225_600L * Second;

    public static byte[] Request(
        Action<ProtoWriter> metric,
        string resource = "shop",
        string instance = "one",
        string meter = "Shop.Meter"
    ) =>
        new ProtoWriter()
            .Message(
                1,
                sent =>
                    sent.Message(1, of => of.Attribute(1, "service.name", resource).Attribute(1, "service.instance.id", instance))
                        .Message(2, scope => scope.Message(1, name => name.Text(1, meter).Text(2, "1.0")).Message(2, metric))
            )
            .ToArray();

    public static Action<ProtoWriter> Sum(string name, double at, double value, bool delta = false, string? tag = null, double start = 0) =>
        metric =>
            metric
                .Text(1, name)
                .Text(2, "What it counts")
                .Text(3, "{order}")
                .Message(7, sum => sum.Message(1, Point(at, value, tag, start)).Varint(2, delta ? 1ul : 2ul).Varint(3, 1));

    public static Action<ProtoWriter> Gauge(string name, double at, double value, string? tag = null) =>
        metric => metric.Text(1, name).Text(3, "By").Message(5, gauge => gauge.Message(1, Point(at, value, tag, 0)));

    public static Action<ProtoWriter> Histogram(
        string name,
        double at,
        IReadOnlyList<double> bounds,
        IReadOnlyList<long> counts,
        double sum,
        bool delta = false,
        double start = 0
    ) =>
        metric =>
            metric
                .Text(1, name)
                .Text(3, "s")
                .Message(
                    9,
                    histogram =>
                        histogram
                            .Message(
                                1,
                                point =>
                                    point
                                        .Fixed(2, Time(start))
                                        .Fixed(3, Time(at))
                                        .Fixed(4, counts.Sum())
                                        .Double(5, sum)
                                        .PackedFixed(6, counts)
                                        .PackedDoubles(7, bounds)
                            )
                            .Varint(2, delta ? 1ul : 2ul)
                );

    public static long Time(double seconds) => Epoch + (long)(seconds * Second);

    private static Action<ProtoWriter> Point(double at, double value, string? tag, double start) =>
        point =>
        {
            point.Fixed(2, Time(start)).Fixed(3, Time(at)).Double(4, value);
            if (tag is not null)
            {
                point.Attribute(7, "tag", tag);
            }
        };
}
