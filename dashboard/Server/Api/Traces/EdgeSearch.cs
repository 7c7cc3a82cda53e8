using Platform.Dashboard.Insight;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>Finds the traces in which one resource calls another, or writes to or reads from a topic.</summary>
internal sealed class EdgeSearch(SpanStore spans, PeerResolver peers, Edge edge)
{
    private const byte Consumer = 5;

    private readonly HashSet<UInt128> found = [];
    private readonly HashSet<(UInt128, ulong)> callers = [];
    private readonly List<(UInt128 Trace, ulong Parent)> callees = [];
    private readonly Dictionary<int, bool> isCallee = [];

    public HashSet<UInt128> Find(long from)
    {
        spans.Scan(from, long.MaxValue, Look);
        foreach (var (trace, parent) in callees)
        {
            if (callers.Contains((trace, parent)))
            {
                found.Add(trace);
            }
        }
        return found;
    }

    private bool Look(in SpanRow span)
    {
        var service = spans.Sources[span.Source].ServiceName;
        if (Same(service, edge.Caller))
        {
            callers.Add((span.TraceId, span.SpanId));
            if (span.Peer != 0 && IsCallee(span.Peer))
            {
                found.Add(span.TraceId);
            }
        }
        if (Same(service, edge.Callee))
        {
            callees.Add((span.TraceId, span.ParentId));
            if (span.Kind == Consumer && (Same(spans.Texts[span.Route], edge.Caller) || Same(spans.Texts[span.Peer], edge.Caller)))
            {
                found.Add(span.TraceId);
            }
        }
        return true;
    }

    private bool IsCallee(int peer)
    {
        if (!isCallee.TryGetValue(peer, out var known))
        {
            var text = spans.Texts[peer];
            isCallee[peer] = known = Same(text, edge.Callee) || (peers.Resolve(text) is { } name && Same(name, edge.Callee));
        }
        return known;
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
