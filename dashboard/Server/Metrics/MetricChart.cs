namespace Platform.Dashboard.Metrics;

/// <summary>An instrument over time. Times in milliseconds since 1970; values null where nothing is known.</summary>
/// <param name="Show">rate, increase, total, value, percentiles, p50, p90, p99, mean or count.</param>
/// <param name="Step">The buckets' width in milliseconds.</param>
/// <param name="Omitted">How many lines there are beyond those that are shown.</param>
/// <param name="Refused">Points of dimensions beyond the limit.</param>
internal sealed record MetricChart(
    string Resource,
    string Meter,
    string Instrument,
    string Description,
    string Unit,
    InstrumentKind Kind,
    string Show,
    double From,
    double To,
    double Step,
    double[] Times,
    IReadOnlyList<MetricLine> Lines,
    IReadOnlyList<MetricDimension> Dimensions,
    IReadOnlyList<MetricExemplar> Exemplars,
    int Omitted,
    bool Overflow,
    long Refused
);

/// <param name="Percentile">50, 90, 99 or a summary's own; null else.</param>
internal sealed record MetricLine(IReadOnlyDictionary<string, string> Attributes, double? Percentile, double?[] Values);

/// <summary>An attribute that tells dimensions apart, with the values that it has.</summary>
internal sealed record MetricDimension(string Key, IReadOnlyList<string> Values);

internal sealed record MetricExemplar(double Time, double Value, string TraceId, string SpanId);
