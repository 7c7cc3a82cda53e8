namespace Platform.Dashboard.Metrics;

/// <summary>What a series was at a time, or between two. Times are nanoseconds since 1970.</summary>
internal static class SeriesReading
{
    /// <summary>When the series began to be known, and when it was last heard of.</summary>
    public static (long Since, long Until) Span(this Series series) =>
        series.Chunks.Count == 0 ? (0, 0) : (series.Baseline?.Last ?? series.Chunks[0].First, series.Chunks[^1].Last);

    /// <summary>The total at that time; between two exports it is taken to have grown evenly.</summary>
    public static double TotalAt(this Series series, long time)
    {
        if (!series.TryAt(time, out var at))
        {
            return 0;
        }
        var point = series.Get(at);
        return time <= point.Last || series.After(at) is not { } next || next.First == point.Last
            ? point.Value
            : point.Value + ((next.Value - point.Value) * (time - point.Last) / (next.First - point.Last));
    }

    /// <summary>The growth a second within [from, to), where the series is known; null where it is not.</summary>
    public static double? Rate(this Series series, long from, long to)
    {
        var (since, until) = series.Span();
        var (low, high) = (Math.Max(from, since), Math.Min(to, until));
        return high <= low ? null : (series.TotalAt(high) - series.TotalAt(low)) * MetricTime.Second / (high - low);
    }

    /// <summary>The growth within [from, to); null where the series is not known.</summary>
    public static double? Increase(this Series series, long from, long to)
    {
        var (since, until) = series.Span();
        var (low, high) = (Math.Max(from, since), Math.Min(to, until));
        return high <= low ? null : series.TotalAt(high) - series.TotalAt(low);
    }

    /// <summary>The highest value within [from, to); between two exports that are not far apart, the former's.</summary>
    public static double? Highest(this Series series, long from, long to)
    {
        if (!series.TryAt(to - 1, out var at) || at.Chunk < 0)
        {
            return null;
        }
        var point = series.Get(at);
        if (point.Last < from)
        {
            return series.After(at) is { } next && next.First - point.Last <= Series.Gap ? point.Value : null;
        }
        var highest = point.Value;
        while (series.Before(at) is { } earlier && series.Get(earlier) is var value && value.Last >= from)
        {
            highest = Math.Max(highest, value.Value);
            at = earlier;
        }
        return highest;
    }

    /// <summary>How values measured within [from, to) were spread; null where there were none.</summary>
    public static Distribution? Spread(this Series series, long from, long to)
    {
        if (!series.TryAt(to - 1, out var end) || series.Get(end).Distribution is not { } late)
        {
            return null;
        }
        var early = series.TryAt(from - 1, out var start) ? series.Get(start).Distribution : null;
        var spread = early is null ? late : late.Minus(early) ?? late;
        return spread.Count > 0 ? spread : null;
    }

    /// <summary>The newest distribution within [from, to).</summary>
    public static Distribution? Latest(this Series series, long from, long to) =>
        series.TryAt(to - 1, out var at) && series.Get(at) is var point && point.Last >= from ? point.Distribution : null;

    // The last point that had begun by then; chunk -1 is what was before the first that is kept.
    private static bool TryAt(this Series series, long time, out (int Chunk, int Index) at)
    {
        var (low, high) = (0, series.Chunks.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (series.Chunks[middle].First <= time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }
        at = (high, 0);
        if (high < 0)
        {
            return series.Baseline is { } baseline && baseline.First <= time;
        }
        var chunk = series.Chunks[high];
        (low, var top) = (0, chunk.Count - 1);
        while (low < top)
        {
            var middle = (low + top + 1) / 2;
            if (chunk[middle].First <= time)
            {
                low = middle;
            }
            else
            {
                top = middle - 1;
            }
        }
        at = (high, low);
        return true;
    }

    private static MetricPoint Get(this Series series, (int Chunk, int Index) at) =>
        at.Chunk < 0 ? series.Baseline!.Value : series.Chunks[at.Chunk][at.Index];

    private static MetricPoint? After(this Series series, (int Chunk, int Index) at)
    {
        if (at.Chunk >= 0 && at.Index + 1 < series.Chunks[at.Chunk].Count)
        {
            return series.Chunks[at.Chunk][at.Index + 1];
        }
        return at.Chunk + 1 < series.Chunks.Count ? series.Chunks[at.Chunk + 1][0] : null;
    }

    private static (int Chunk, int Index)? Before(this Series series, (int Chunk, int Index) at) =>
        at switch
        {
            { Index: > 0 } => (at.Chunk, at.Index - 1),
            { Chunk: > 0 } => (at.Chunk - 1, series.Chunks[at.Chunk - 1].Count - 1),
            _ => null,
        };
}
