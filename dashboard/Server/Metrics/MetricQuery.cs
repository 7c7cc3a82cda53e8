using System.Globalization;

namespace Platform.Dashboard.Metrics;

/// <summary>What of an instrument is asked for.</summary>
internal sealed record MetricQuery(string Resource, string Meter, string Instrument)
{
    private const int MostLines = 40;
    private const int MostValues = 200;
    private const int MostExemplars = 500;

    public double? From { get; init; }
    public double? To { get; init; }
    public MetricFilter Filter { get; init; } = MetricFilter.Of([]);

    /// <summary>Attributes by which lines are told apart; "*": all; none: one line for all.</summary>
    public IReadOnlyList<string> Split { get; init; } = [];

    /// <summary>As in <see cref="MetricChart"/>; null: what suits the instrument.</summary>
    public string? Show { get; init; }
    public int? Points { get; init; }

    /// <summary>Null where there is no such instrument.</summary>
    public MetricChart? Read(MetricStore store, TimeProvider time) =>
        store.Read(_ => store.Find(Resource)?.Find(Meter, Instrument) is { } instrument ? Chart(instrument, time) : null);

    private MetricChart Chart(Instrument instrument, TimeProvider time)
    {
        var show = instrument.Kind switch
        {
            InstrumentKind.Gauge or InstrumentKind.UpDownCounter => "value",
            InstrumentKind.Summary => "percentiles",
            InstrumentKind.Counter => Show is "increase" or "total" ? Show : "rate",
            _ => Show is "count" or "mean" or "p50" or "p90" or "p99" or "increase" ? Show : "percentiles",
        };
        var interval = show is "percentiles" or "mean" or "p50" or "p90" or "p99" ? instrument.Interval : 0;
        var window = MetricWindow.Of(From, To, time, Points, interval);
        var chosen = instrument.Series.Where(series => series.Chunks.Count > 0 && Filter.Matches(series)).ToList();
        var groups = chosen.GroupBy(LineOf).OrderBy(group => group.Key.ToString(), StringComparer.Ordinal).ToList();
        var most = show == "percentiles" ? MostLines / 3 : MostLines;
        return new MetricChart(
            Resource,
            Meter,
            Instrument,
            instrument.Description,
            instrument.Unit,
            instrument.Kind,
            show,
            MetricTime.ToMilliseconds(window.From),
            MetricTime.ToMilliseconds(window.To),
            MetricTime.ToMilliseconds(window.Step),
            window.Times(),
            [.. groups.Take(most).SelectMany(group => MetricLines.Of(group.Key, [.. group], show, window))],
            Dimensions(instrument),
            Exemplars(chosen, window),
            Math.Max(groups.Count - most, 0),
            instrument.HasOverflow,
            instrument.Refused
        );
    }

    private AttributeSet LineOf(Series series)
    {
        if (Split.Count == 0)
        {
            return AttributeSet.Empty;
        }
        var several = Split.Contains(MetricFilter.Instance) || (Split.Contains("*") && HasReplicas(series.Instrument));
        var attributes = Split.Contains("*") ? series.Attributes : series.Attributes.Only(Split.ToHashSet());
        return several ? attributes.With(MetricFilter.Instance, series.Instance.Id) : attributes;
    }

    private static bool HasReplicas(Instrument instrument) => instrument.Series.DistinctBy(series => series.Instance.Id).Skip(1).Any();

    private static List<MetricDimension> Dimensions(Instrument instrument)
    {
        var keys = instrument.Series.SelectMany(series => series.Attributes.Items).Select(item => item.Key).Distinct().Order();
        return
        [
            .. keys.Concat(HasReplicas(instrument) ? [MetricFilter.Instance] : [])
                .Select(key => new MetricDimension(
                    key,
                    [.. instrument.Series.Select(series => MetricFilter.Read(series, key)).Distinct().Order().Take(MostValues)]
                )),
        ];
    }

    // The highest of each bucket: those one wants to see.
    private static List<MetricExemplar> Exemplars(List<Series> chosen, MetricWindow window) =>
        [
            .. chosen
                .SelectMany(series => series.Exemplars)
                .Where(exemplar => exemplar.Time >= window.From && exemplar.Time < window.To && double.IsFinite(exemplar.Value))
                .OrderByDescending(exemplar => exemplar.Value)
                .DistinctBy(exemplar => (exemplar.Time - window.From) / window.Step)
                .OrderByDescending(exemplar => exemplar.Time)
                .Take(MostExemplars)
                .Select(exemplar => new MetricExemplar(
                    MetricTime.ToMilliseconds(exemplar.Time),
                    exemplar.Value,
                    exemplar.TraceId.ToString("x32", CultureInfo.InvariantCulture),
                    exemplar.SpanId.ToString("x16", CultureInfo.InvariantCulture)
                )),
        ];
}
