using Platform.Dashboard.Insight;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>Makes what the trace page shows: all rows of the waterfall, and what is to be said about the whole.</summary>
internal sealed class TraceDescription(TelemetrySource telemetry, PeerResolver peers)
{
    private readonly SpanStore spans = telemetry.Spans;

    /// <summary>Null where nothing of the trace is kept.</summary>
    public TraceView? Describe(UInt128 id)
    {
        if (TraceReading.Read(spans, peers, id) is not { } reading)
        {
            return null;
        }
        var tree = reading.Tree;
        var summary = Sum(tree);
        var logs = telemetry.Logs.Trace(id);
        var queries = new SlowQueries();
        var rows = Rows(reading, logs, queries);
        var root = tree.Root;
        return new TraceView(
            QueryValues.Hex(id),
            Milliseconds(tree.Start),
            Milliseconds(summary.Duration),
            Milliseconds(tree.End - tree.Start)
        )
        {
            Name = root is null ? null : telemetry.Texts[root.Row.Name],
            Resource = root is null ? null : reading.Resource(root),
            Route = root is { Row.Route: not 0 } ? telemetry.Texts[root.Row.Route] : null,
            Status = summary.Status,
            Http = root is { Row.HttpStatus: not 0 } ? root.Row.HttpStatus : null,
            Depth = tree.Depth,
            Errors = summary.Errors,
            MissingParents = tree.MissingParents,
            Cycles = tree.Cycles,
            HasRoot = root is not null,
            Skew = [.. reading.Skew.Select(pair => new SkewView(telemetry.Sources[pair.Key].ServiceName, Milliseconds(pair.Value)))],
            Resources = TraceSearch.Resources(in summary, telemetry.Sources),
            Focus = FailureFocus.Find(tree) is { } focus ? QueryValues.Hex(focus.Row.SpanId) : null,
            Spans = rows,
            Queries = queries.Slowest(),
            Comparison = new RouteComparison(telemetry.Set, peers).Compare(reading),
            Logs = logs.Count,
        };
    }

    private TraceSummary Sum(SpanTree tree)
    {
        var summary = TraceSummary.Of(in tree.Nodes[0].Row);
        foreach (var node in tree.Nodes)
        {
            summary.Add(in node.Row, WorkTypes.Of(in node.Row, telemetry.Texts[node.Row.System]));
        }
        return summary;
    }

    private List<SpanView> Rows(TraceReading reading, IReadOnlyList<LogRow> logs, SlowQueries queries)
    {
        var start = reading.Tree.Start;
        var logsOf = logs.Where(log => log.SpanId != 0).ToLookup(log => log.SpanId);
        var backlinks = LinkIndex.Of(telemetry.Set).To(reading.Tree.Nodes[0].Row.TraceId).CountBy(link => link.TargetSpan).ToDictionary();
        var rows = new List<SpanView>(reading.Tree.Nodes.Count);
        foreach (var node in reading.Tree.Nodes)
        {
            var data = spans.Decode(in node.Row);
            var type = reading.Type(node);
            var peer = reading.Peer(node);
            if (type == WorkType.Database && SpanText.Statement(data) is { } statement)
            {
                queries.Add(node, statement, telemetry.Texts[node.Row.System], peer ?? reading.Resource(node));
            }
            rows.Add(
                new SpanView(
                    QueryValues.Hex(node.Row.SpanId),
                    telemetry.Texts[node.Row.Name],
                    reading.Resource(node),
                    TraceReading.Kind(node.Row.Kind),
                    WorkTypes.Name(type)
                )
                {
                    Parent = node.Parent is { } parent ? QueryValues.Hex(parent.Row.SpanId) : null,
                    Start = Milliseconds(node.Start - start),
                    Duration = Milliseconds(node.Row.Duration),
                    Self = Milliseconds(node.SelfTime),
                    Depth = node.Depth,
                    Descendants = node.Descendants,
                    Critical = node.Critical.Count == 0 ? null : [.. Stretches(node, start)],
                    Error = node.Row.IsError,
                    ErrorType = node.Row.ErrorType == 0 ? null : telemetry.Texts[node.Row.ErrorType],
                    Http = node.Row.HttpStatus,
                    Peer = peer,
                    Address = reading.Address(node),
                    Detail = SpanText.Detail(data, type),
                    Logs = logsOf.Contains(node.Row.SpanId) ? [.. Dots(logsOf[node.Row.SpanId], node, start)] : null,
                    Events = data.Events.Count,
                    Links = data.Links.Count,
                    Backlinks = backlinks.GetValueOrDefault(node.Row.SpanId),
                    Orphan = node.IsOrphan,
                }
            );
        }
        return rows;
    }

    private static IEnumerable<double> Stretches(SpanNode node, long start) =>
        node
            .Critical.AsEnumerable()
            .Reverse()
            .SelectMany(part => new[] { Milliseconds(part.From - start), Milliseconds(part.To - part.From) });

    private static IEnumerable<double> Dots(IEnumerable<LogRow> logs, SpanNode node, long start) =>
        logs.SelectMany(log => new[] { Milliseconds(log.Time + node.Shift - start), log.Severity });

    private static double Milliseconds(long nanoseconds) => UnixNanoseconds.ToMilliseconds(nanoseconds);
}
