namespace Platform.Dashboard.Tests.Metrics;

/// <summary>Exponential histograms as the specification defines them.</summary>
internal static class Exponentials
{
    public static Action<ProtoWriter> Metric(
        string name,
        double at,
        int scale,
        long zero,
        int offset,
        IReadOnlyList<long> counts,
        bool delta = false
    ) =>
        metric =>
            metric
                .Text(1, name)
                .Message(
                    10,
                    histogram =>
                        histogram
                            .Message(
                                1,
                                point =>
                                    point
                                        .Fixed(2, Sent.Time(0))
                                        .Fixed(3, Sent.Time(at))
                                        .Fixed(4, counts.Sum() + zero)
                                        .Double(5, 1)
                                        .ZigZag(6, scale)
                                        .Fixed(7, zero)
                                        .Message(8, buckets => buckets.ZigZag(1, offset).PackedVarints(2, counts))
                            )
                            .Varint(2, delta ? 1ul : 2ul)
                );
}
