using Platform.Dashboard.Api.Logs;
using Platform.Dashboard.Insight;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>Makes what the details pane of a span shows.</summary>
internal sealed class SpanDescription(TelemetrySource telemetry, PeerResolver peers)
{
    private const int MostLogs = 200;
    private static readonly string[] Statuses = ["unset", "ok", "error"];

    /// <summary>Null where the span is not kept.</summary>
    public SpanDetails? Describe(UInt128 traceId, ulong spanId)
    {
        if (TraceReading.Read(telemetry.Spans, peers, traceId) is not { } reading || reading.Tree[spanId] is not { } node)
        {
            return null;
        }
        var data = telemetry.Spans.Decode(in node.Row);
        var source = telemetry.Sources[node.Row.Source];
        var logs = telemetry.Logs.Trace(traceId).Where(log => log.SpanId == spanId).OrderBy(log => log.Time).Take(MostLogs);
        var items = new LogList(telemetry);
        return new SpanDetails(
            QueryValues.Hex(spanId),
            QueryValues.Hex(traceId),
            data.Name,
            source.ServiceName,
            source.InstanceId,
            TraceReading.Kind(node.Row.Kind),
            WorkTypes.Name(reading.Type(node))
        )
        {
            Parent = QueryValues.HexOrNull(node.Row.ParentId),
            Start = Milliseconds(node.Start),
            Duration = Milliseconds(node.Row.Duration),
            Self = Milliseconds(node.SelfTime),
            Status = Statuses[Math.Min((int)node.Row.Status, 2)],
            StatusMessage = data.StatusMessage,
            Peer = reading.Callee(node),
            Address = reading.Address(node),
            Shift = Milliseconds(node.Shift),
            TraceState = data.TraceState,
            Sequence = node.Row.Sequence,
            Attributes = AttributeView.Of(data.Attributes),
            ResourceAttributes = AttributeView.Of(source),
            Scope = ScopeView.Of(data.Scope),
            Events =
            [
                .. data.Events.Select(each => new EventView(
                    each.Name,
                    Milliseconds(each.Time - node.Row.Start),
                    AttributeView.Of(each.Attributes)
                )),
            ],
            Links = [.. data.Links.Select(link => Link(link.TraceId, link.SpanId, AttributeView.Of(link.Attributes)))],
            Backlinks =
            [
                .. LinkIndex
                    .Of(telemetry.Set)
                    .To(traceId)
                    .Where(link => link.TargetSpan == spanId)
                    .Select(link => Link(link.TraceId, link.SpanId, [])),
            ],
            Logs = [.. logs.Select(log => items.Item(in log))],
            DroppedAttributes = data.DroppedAttributes,
            DroppedEvents = data.DroppedEvents,
            DroppedLinks = data.DroppedLinks,
        };
    }

    private LinkView Link(UInt128 traceId, ulong spanId, IReadOnlyList<AttributeView> attributes)
    {
        foreach (var row in telemetry.Spans.Trace(traceId))
        {
            if (row.SpanId == spanId)
            {
                var name = telemetry.Texts[row.Name];
                return new LinkView(
                    QueryValues.Hex(traceId),
                    QueryValues.Hex(spanId),
                    name,
                    telemetry.Sources[row.Source].ServiceName,
                    attributes
                );
            }
        }
        return new LinkView(QueryValues.Hex(traceId), QueryValues.Hex(spanId), null, null, attributes);
    }

    private static double Milliseconds(long nanoseconds) => UnixNanoseconds.ToMilliseconds(nanoseconds);
}
