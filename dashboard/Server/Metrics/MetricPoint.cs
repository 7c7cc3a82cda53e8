namespace Platform.Dashboard.Metrics;

/// <summary>
/// What a series was from <see cref="First"/> to <see cref="Last"/> (nanoseconds since 1970): points of equal value are one, so that what stands
/// still costs nothing.
/// </summary>
/// <param name="Value">A gauge's value; of sums and distributions the total since the series began, over all restarts of its sender.</param>
internal readonly record struct MetricPoint(long First, long Last, double Value, Distribution? Distribution);
