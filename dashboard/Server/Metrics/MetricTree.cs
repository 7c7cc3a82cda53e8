namespace Platform.Dashboard.Metrics;

/// <summary>All instruments: resource, meter, instrument.</summary>
/// <param name="Bytes">What points take of <paramref name="Limit"/>.</param>
/// <param name="Dropped">Points that went since the start because room or age ran out.</param>
/// <param name="Oldest">Milliseconds since 1970; null where there is nothing.</param>
internal sealed record MetricTree(IReadOnlyList<MetricTreeResource> Items, long Bytes, long Limit, long Dropped, double? Oldest);

internal sealed record MetricTreeResource(string Name, IReadOnlyList<string> Instances, IReadOnlyList<MetricTreeMeter> Meters);

internal sealed record MetricTreeMeter(string Name, IReadOnlyList<MetricTreeInstrument> Instruments);

internal sealed record MetricTreeInstrument(
    string Name,
    string Description,
    string Unit,
    InstrumentKind Kind,
    int Dimensions,
    bool Overflow
);

internal static class MetricTreeReading
{
    public static MetricTree Tree(this MetricStore store, string? resource) =>
        store.Read(resources =>
        {
            var items = resources.Where(item => string.IsNullOrEmpty(resource) || item.Name == resource).OrderBy(item => item.Name);
            var starts = resources
                .SelectMany(item => item.Instruments)
                .SelectMany(instrument => instrument.Series)
                .Where(series => series.Chunks.Count > 0)
                .Select(series => series.Chunks[0].First)
                .DefaultIfEmpty(0)
                .Min();
            return new MetricTree(
                [.. items.Select(Of)],
                store.Bytes,
                store.Limits.Bytes,
                store.Dropped,
                starts == 0 ? null : MetricTime.ToMilliseconds(starts)
            );
        });

    private static MetricTreeResource Of(MetricResource resource) =>
        new(
            resource.Name,
            [.. resource.Instances.Select(instance => instance.Id).Order()],
            [
                .. resource
                    .Instruments.GroupBy(instrument => instrument.Meter)
                    .OrderBy(meter => meter.Key, StringComparer.Ordinal)
                    .Select(meter => new MetricTreeMeter(
                        meter.Key,
                        [
                            .. meter
                                .OrderBy(instrument => instrument.Name, StringComparer.Ordinal)
                                .Select(instrument => new MetricTreeInstrument(
                                    instrument.Name,
                                    instrument.Description,
                                    instrument.Unit,
                                    instrument.Kind,
                                    instrument.Series.Count,
                                    instrument.HasOverflow
                                )),
                        ]
                    )),
            ]
        );
}
