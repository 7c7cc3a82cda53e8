namespace Platform.Dashboard.Metrics;

/// <summary>How much is kept.</summary>
internal sealed record MetricLimits
{
    public long Bytes { get; init; } = 256L << 20;

    /// <summary>Points of one dimension: Aspire's limit.</summary>
    public int Points { get; init; } = 50_000;

    /// <summary>Dimensions of one instrument of one resource.</summary>
    public int Dimensions { get; init; } = 2_000;

    /// <summary>Instruments of one resource.</summary>
    public int Instruments { get; init; } = 2_000;

    /// <summary>Resources in all.</summary>
    public int Resources { get; init; } = 1_000;

    /// <summary>How long points are kept, in nanoseconds.</summary>
    public long Age { get; init; } = 12 * MetricTime.Hour;

    /// <summary>Older points are coarsened.</summary>
    public long FineAge { get; init; } = MetricTime.Hour;
}
