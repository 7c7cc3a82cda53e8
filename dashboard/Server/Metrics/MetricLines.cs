namespace Platform.Dashboard.Metrics;

/// <summary>Draws lines through series that belong together.</summary>
internal static class MetricLines
{
    private static readonly double[] percentiles = [50, 90, 99];

    public static IEnumerable<MetricLine> Of(AttributeSet name, IReadOnlyList<Series> series, string show, MetricWindow window)
    {
        var attributes = name.Items.ToDictionary(item => item.Key, item => item.Value);
        if (series.Count > 0 && series[0].Instrument.Kind == InstrumentKind.Summary)
        {
            return Summaries(attributes, series, window);
        }
        if (show is "percentiles" or "p50" or "p90" or "p99" or "mean")
        {
            return Spreads(attributes, series, show, window);
        }
        return [new MetricLine(attributes, null, window.Each((from, to) => Total(series, show, from, to)))];
    }

    /// <summary>All series together; null where none is known.</summary>
    public static double? Total(IReadOnlyList<Series> series, string show, long from, long to)
    {
        double? total = null;
        foreach (var one in series)
        {
            var value = show switch
            {
                "rate" or "count" => one.Rate(from, to),
                "increase" => one.Increase(from, to),
                "total" => one.Rate(from, to) is null ? null : one.TotalAt(Math.Min(to, one.Span().Until)),
                _ => one.Highest(from, to),
            };
            total = value is null ? total : (total ?? 0) + value;
        }
        return total;
    }

    private static IEnumerable<MetricLine> Spreads(
        Dictionary<string, string> attributes,
        IReadOnlyList<Series> series,
        string show,
        MetricWindow window
    )
    {
        var spreads = new Distribution?[window.Count];
        for (var i = 0; i < spreads.Length; i++)
        {
            spreads[i] = Spread(series, window.Start(i), window.Start(i) + window.Step);
        }
        if (show == "mean")
        {
            return [new MetricLine(attributes, null, Values(spreads, spread => spread.Sum / spread.Count))];
        }
        return (show == "percentiles" ? percentiles : [double.Parse(show.AsSpan(1))]).Select(percentile => new MetricLine(
            attributes,
            percentile,
            Values(spreads, spread => spread.Quantile(percentile / 100))
        ));
    }

    private static Distribution? Spread(IReadOnlyList<Series> series, long from, long to)
    {
        Distribution? all = null;
        foreach (var one in series)
        {
            if (one.Spread(from, to) is { } spread)
            {
                // Replicas whose bounds differ cannot be added: the larger one speaks.
                all = all is null ? spread : all.Plus(spread) ?? (all.Count >= spread.Count ? all : spread);
            }
        }
        return all;
    }

    private static double?[] Values(Distribution?[] spreads, Func<Distribution, double> read) =>
        [.. spreads.Select(spread => spread is not null && read(spread) is var value && double.IsFinite(value) ? value : (double?)null)];

    private static IEnumerable<MetricLine> Summaries(
        Dictionary<string, string> attributes,
        IReadOnlyList<Series> series,
        MetricWindow window
    ) =>
        series
            .SelectMany(one => Enumerable.Range(0, one.Chunks[^1].Count).Select(index => one.Chunks[^1][index].Distribution))
            .OfType<SummaryDistribution>()
            .SelectMany(summary => summary.Quantiles.Select(item => item.Key))
            .Distinct()
            .Order()
            .Select(quantile => new MetricLine(
                attributes,
                quantile * 100,
                // Quantiles cannot be added: of several dimensions the worst is shown.
                window.Each((from, to) => series.Max(one => one.Latest(from, to)?.Quantile(quantile)))
            ));
}
