using System.Globalization;
using Platform.Dashboard.Insight;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>The list of traces and the points of its scatter.</summary>
internal sealed class TraceSearch(TelemetrySource telemetry, PeerResolver peers)
{
    private const byte Server = 2;
    private const byte Consumer = 5;

    private readonly TraceTable table = TraceTable.Of(telemetry.Set);

    /// <param name="after">Of the page before, its <see cref="TracePage.Next"/>.</param>
    public TracePage List(TraceFilter filter, string? after, int limit)
    {
        var found = new List<(long First, UInt128 Id)>();
        Visit(filter, (in TraceSummary trace) => found.Add((trace.First, trace.Id)));
        found.Sort((a, b) => b.CompareTo(a));
        var start = after is not null && TryCursor(after, out var cursor) ? found.FindIndex(key => key.CompareTo(cursor) < 0) : 0;
        var page = start < 0 ? [] : found.Skip(start).Take(limit).ToList();
        var more = start >= 0 && start + page.Count < found.Count;
        var items = new List<TraceItem>(page.Count);
        foreach (var (_, id) in page)
        {
            if (table.Find(id) is { } trace)
            {
                items.Add(Item(in trace));
            }
        }
        return new TracePage(items, more ? Cursor(page[^1]) : null, telemetry.Spans.Dropped, Oldest(telemetry.Spans), found.Count);
    }

    /// <summary>At most <paramref name="limit"/> points.</summary>
    public TracePoints Points(TraceFilter filter, int limit)
    {
        var all = new List<TraceDot>();
        Visit(filter, (in TraceSummary trace) => all.Add(new TraceDot(trace.Id, trace.First, trace.Duration, trace.Status)));
        var kept = TraceSample.Take(all, limit);
        return new TracePoints(
            [
                .. kept.Select(dot => new TracePoint(
                    QueryValues.Hex(dot.Id),
                    Milliseconds(dot.Start),
                    Milliseconds(dot.Duration),
                    dot.Status
                )),
            ],
            all.Count,
            kept.Count < all.Count
        );
    }

    public static double? Oldest(SpanStore spans) => spans.OldestTime is > 0 and var time ? Milliseconds(time) : null;

    private void Visit(TraceFilter filter, TraceVisitor visit)
    {
        HashSet<UInt128>? found = null;
        if (filter.Text is { } text)
        {
            var query = TelemetryQuery.Parse(text);
            var spans = telemetry.Spans;
            Keep(ref found, WithSpan(filter.From, (in SpanRow span) => query.Matches(in span, spans)));
        }
        if (filter.Route is { } route)
        {
            Keep(ref found, WithSpan(filter.From, OnRoute(route, filter.Resources)));
        }
        if (filter.Edge is { } edge)
        {
            Keep(ref found, new EdgeSearch(telemetry.Spans, peers, edge).Find(filter.From));
        }
        string Resource(int source) => telemetry.Sources[source].ServiceName;
        table.Visit(
            (in TraceSummary trace) =>
            {
                if (filter.Matches(in trace, Resource) && found?.Contains(trace.Id) != false)
                {
                    visit(in trace);
                }
            }
        );
    }

    private static void Keep(ref HashSet<UInt128>? found, HashSet<UInt128> more)
    {
        if (found is null)
        {
            found = more;
        }
        else
        {
            found.IntersectWith(more);
        }
    }

    private HashSet<UInt128> WithSpan(long from, RowVisitor<SpanRow> matches)
    {
        var found = new HashSet<UInt128>();
        telemetry.Spans.Scan(
            from,
            long.MaxValue,
            (in SpanRow span) =>
            {
                if (!found.Contains(span.TraceId) && matches(in span))
                {
                    found.Add(span.TraceId);
                }
                return true;
            }
        );
        return found;
    }

    // As routes are counted: by http.route or destination; where there is none, by the name of what serves, or of a root.
    private RowVisitor<SpanRow> OnRoute(string route, IReadOnlyList<string> resources)
    {
        var id = telemetry.Texts.Find(route);
        return (in SpanRow span) =>
            id != 0
            && (
                span.Route != 0 ? span.Route
                : span.Kind is Server or Consumer || span.ParentId == 0 ? span.Name
                : 0
            ) == id
            && (resources.Count == 0 || resources.Contains(telemetry.Sources[span.Source].ServiceName, StringComparer.OrdinalIgnoreCase));
    }

    private TraceItem Item(in TraceSummary trace)
    {
        var root = trace.Root;
        return new TraceItem(
            QueryValues.Hex(trace.Id),
            Milliseconds(trace.First),
            Milliseconds(trace.Duration),
            Milliseconds(trace.Last - trace.First),
            trace.HasRoot ? telemetry.Texts[root.Name] : null,
            trace.HasRoot ? telemetry.Sources[root.Source].ServiceName : null,
            trace.HasRoot && root.Route != 0 ? telemetry.Texts[root.Route] : null,
            trace.Status,
            trace.HasRoot && root.HttpStatus != 0 ? root.HttpStatus : null,
            trace.Spans,
            trace.Errors,
            WorkTypes.Names(trace.Types),
            Resources(in trace, telemetry.Sources)
        );
    }

    /// <summary>Replicas are one resource; the root's first, then in order of appearance.</summary>
    public static IReadOnlyList<ResourceCount> Resources(in TraceSummary trace, SourceTable sources)
    {
        var root = trace.Root.Source;
        var counts = new List<ResourceCount>(trace.Senders.Length);
        foreach (var sender in trace.Senders)
        {
            var name = sources[sender.Source].ServiceName;
            var at = counts.FindIndex(count => count.Name == name);
            if (at < 0)
            {
                counts.Add(new ResourceCount(name, sender.Spans, sender.Errors));
            }
            else
            {
                counts[at] = new ResourceCount(name, counts[at].Spans + sender.Spans, counts[at].Errors + sender.Errors);
            }
        }
        if (trace.HasRoot && counts.FindIndex(count => count.Name == sources[root].ServiceName) is > 0 and var first)
        {
            counts.Insert(0, counts[first]);
            counts.RemoveAt(first + 1);
        }
        return counts;
    }

    private static double Milliseconds(long nanoseconds) => UnixNanoseconds.ToMilliseconds(nanoseconds);

    private static string Cursor((long First, UInt128 Id) key) =>
        $"{key.First.ToString(CultureInfo.InvariantCulture)}-{QueryValues.Hex(key.Id)}";

    private static bool TryCursor(string text, out (long First, UInt128 Id) key)
    {
        var dash = text.IndexOf('-');
        key = default;
        return dash > 0
            && long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out key.First)
            && QueryValues.TryTraceId(text[(dash + 1)..], out key.Id);
    }
}
