using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>Spans by themselves, newest first; and what an id that somebody pasted belongs to.</summary>
internal sealed class SpanSearch(TelemetrySource telemetry)
{
    private readonly SpanStore spans = telemetry.Spans;

    /// <param name="after">The page of those that came before this sequence; 0: the newest.</param>
    public SpanPage List(TraceFilter filter, long after, int limit)
    {
        var query = TelemetryQuery.Parse(filter.Text);
        var items = new List<SpanItem>();
        var more = false;
        spans.Scan(
            filter.From,
            filter.To,
            (in SpanRow row) =>
            {
                if ((after > 0 && row.Sequence >= after) || !Matches(in row, filter) || !(query.IsEmpty || query.Matches(in row, spans)))
                {
                    return true;
                }
                more = items.Count == limit;
                if (!more)
                {
                    items.Add(Item(in row));
                }
                return !more;
            }
        );
        return new SpanPage(items, more ? items[^1].Sequence : null, spans.Dropped, TraceSearch.Oldest(spans));
    }

    /// <summary>A trace's id (32 digits) or a span's (16), in either case, with dashes or blanks as they were copied; null: nothing is kept of it.</summary>
    public IdTarget? Find(string text)
    {
        var id = string.Concat(text.Where(char.IsAsciiHexDigit));
        if (QueryValues.TryTraceId(id, out var trace))
        {
            if (spans.Trace(trace).Count > 0)
            {
                return new IdTarget(QueryValues.Hex(trace), null);
            }
            return telemetry.Logs.Trace(trace).Count > 0 ? new IdTarget(QueryValues.Hex(trace), null) : null;
        }
        if (!QueryValues.TrySpanId(id, out var span))
        {
            return null;
        }
        IdTarget? found = null;
        spans.Scan(
            0,
            long.MaxValue,
            (in SpanRow row) =>
            {
                if (row.SpanId == span)
                {
                    found = new IdTarget(QueryValues.Hex(row.TraceId), QueryValues.Hex(span));
                }
                return found is null;
            }
        );
        return found;
    }

    private bool Matches(in SpanRow row, TraceFilter filter) =>
        row.Duration >= filter.MinimumDuration
        && row.Duration <= filter.MaximumDuration
        && (filter.Status.Count == 0 || filter.Status.Any(status => status is "error" or "failed") == row.IsError)
        && (filter.Types == WorkType.None || (WorkTypes.Of(in row, spans.Texts[row.System]) & filter.Types) != 0)
        && (
            filter.Resources.Count == 0
            || filter.Resources.Contains(spans.Sources[row.Source].ServiceName, StringComparer.OrdinalIgnoreCase)
        );

    private SpanItem Item(in SpanRow row) =>
        new(
            row.Sequence,
            QueryValues.Hex(row.SpanId),
            QueryValues.Hex(row.TraceId),
            QueryValues.HexOrNull(row.ParentId),
            spans.Texts[row.Name],
            spans.Sources[row.Source].ServiceName,
            TraceReading.Kind(row.Kind),
            WorkTypes.Name(WorkTypes.Of(in row, spans.Texts[row.System])),
            UnixNanoseconds.ToMilliseconds(row.Start),
            UnixNanoseconds.ToMilliseconds(row.Duration),
            row.IsError,
            row.ErrorType == 0 ? null : spans.Texts[row.ErrorType],
            row.HttpStatus,
            row.Peer == 0 ? null : spans.Texts[row.Peer]
        );
}
