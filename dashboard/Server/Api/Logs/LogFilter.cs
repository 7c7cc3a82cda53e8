using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Logs;

/// <summary>Which log records are asked for. Times are nanoseconds.</summary>
internal sealed record LogFilter
{
    public long From { get; init; }
    public long To { get; init; } = long.MaxValue;
    public TelemetryQuery Query { get; init; } = TelemetryQuery.Parse(null);

    /// <summary>The least severity number; 0: all, those without one too.</summary>
    public byte Severity { get; init; }
    public IReadOnlyList<string> Resources { get; init; } = [];
    public UInt128 Trace { get; init; }
    public ulong Span { get; init; }

    /// <summary>False where the query cannot be understood; then <paramref name="problem"/> says why.</summary>
    /// <exception cref="QueryException">The search text is not well-formed.</exception>
    public static bool TryParse(IQueryCollection query, out LogFilter filter, out string problem)
    {
        filter = new LogFilter();
        problem = "";
        byte severity = 0;
        if (query.Text("level") is { } level)
        {
            if (Levels.Minimum(level) is not { } minimum)
            {
                problem = $"level is {string.Join(", ", Levels.All)}, not '{level}'.";
                return false;
            }
            severity = minimum;
        }
        UInt128 trace = default;
        if (query.Text("trace") is { } traceId && !QueryValues.TryTraceId(traceId, out trace))
        {
            problem = $"A trace id has 32 hexadecimal digits; '{traceId}' is none.";
            return false;
        }
        ulong span = 0;
        if (query.Text("span") is { } spanId && !QueryValues.TrySpanId(spanId, out span))
        {
            problem = $"A span id has 16 hexadecimal digits; '{spanId}' is none.";
            return false;
        }
        filter = new LogFilter
        {
            From = query.Nanoseconds("from", 0),
            To = query.Nanoseconds("to", long.MaxValue),
            Query = TelemetryQuery.Parse(query.Text("q")),
            Severity = severity,
            Resources = query.List("resource"),
            Trace = trace,
            Span = span,
        };
        return true;
    }

    /// <summary>Cheap comparisons first: the search text may want the record decoded.</summary>
    public bool Matches(in LogRow row, LogStore store) =>
        row.Severity >= Severity
        && (Trace == default || row.TraceId == Trace)
        && (Span == 0 || row.SpanId == Span)
        && (Resources.Count == 0 || Resources.Contains(store.Sources[row.Source].ServiceName, StringComparer.OrdinalIgnoreCase))
        && (Query.IsEmpty || Query.Matches(in row, store));
}
