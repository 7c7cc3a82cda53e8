using Platform.Dashboard.Insight;
using Platform.Dashboard.Insight.Comparison;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>A trace read from the store and worked out: what its page, its spans' details and comparisons are made of.</summary>
internal sealed class TraceReading
{
    private const byte Client = 3;
    private const byte Producer = 4;
    private static readonly string[] Kinds = ["unset", "internal", "server", "client", "producer", "consumer"];

    private readonly SpanStore spans;
    private readonly PeerResolver peers;

    private TraceReading(SpanStore spans, PeerResolver peers, SpanTree tree)
    {
        (this.spans, this.peers, Tree) = (spans, peers, tree);
        Skew = ClockSkew.Correct(tree);
        CriticalPath.Measure(tree);
    }

    public SpanTree Tree { get; }

    /// <summary>By source, nanoseconds that were added to its clock.</summary>
    public IReadOnlyDictionary<int, long> Skew { get; }

    /// <summary>Null where none of its spans is kept.</summary>
    public static TraceReading? Read(SpanStore spans, PeerResolver peers, UInt128 id) =>
        spans.Trace(id) is { Count: > 0 } rows ? new TraceReading(spans, peers, SpanTree.Build(rows)) : null;

    public string Resource(SpanNode node) => spans.Sources[node.Row.Source].ServiceName;

    public WorkType Type(SpanNode node) => WorkTypes.Of(in node.Row, spans.Texts[node.Row.System]);

    public static string Kind(byte kind) => kind < Kinds.Length ? Kinds[kind] : Kinds[0];

    /// <summary>The address or topic that the span calls, as it says; null where it says none.</summary>
    public string? Address(SpanNode node) => node.Row.Kind is Client or Producer && node.Row.Peer != 0 ? spans.Texts[node.Row.Peer] : null;

    /// <summary>Whom a span calls that sends no spans of its own in this trace: the resource, else the address. Null where the callee's spans are there.</summary>
    public string? Peer(SpanNode node)
    {
        if (Address(node) is not { } address)
        {
            return null;
        }
        foreach (var child in SpanNode.Of(node.Children))
        {
            if (child.Row.Source != node.Row.Source)
            {
                return null;
            }
        }
        return peers.Resolve(address) ?? address;
    }

    /// <summary>Whom a span calls, whether the callee tells of it or not; null where it calls nobody that is known.</summary>
    public string? Callee(SpanNode node) => Peer(node) ?? (Address(node) is { } address ? peers.Resolve(address) : null);

    public IReadOnlyList<Measurement> Work() => TraceWork.Sum(Tree.Nodes, Subject);

    private ComparedSubject Subject(SpanNode node)
    {
        var system = spans.Texts[node.Row.System];
        return new ComparedSubject(
            TraceWork.Kind,
            Peer(node) ?? Resource(node),
            System: WorkTypes.CountedName(WorkTypes.Of(in node.Row, system), system)
        );
    }
}
