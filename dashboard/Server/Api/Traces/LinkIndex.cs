using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <param name="TargetSpan">The span that is linked to.</param>
/// <param name="Sequence">Of the span that links.</param>
internal readonly record struct Backlink(ulong TargetSpan, UInt128 TraceId, ulong SpanId, long Sequence);

/// <summary>Links the other way round: which spans link to a trace's.</summary>
internal sealed class LinkIndex : SpanFollower
{
    private readonly SpanStore spans;
    private readonly Dictionary<UInt128, List<Backlink>> byTarget = [];

    private LinkIndex(SpanStore spans)
        : base(spans) => this.spans = spans;

    public static LinkIndex Of(TelemetrySet telemetry) => telemetry.Companion(set => new LinkIndex(set.Spans));

    public IReadOnlyList<Backlink> To(UInt128 traceId)
    {
        lock (Gate)
        {
            CatchUp();
            return byTarget.TryGetValue(traceId, out var links) ? [.. links] : [];
        }
    }

    protected override void Add(in SpanRow row)
    {
        if (!row.HasLinks)
        {
            return;
        }
        foreach (var link in spans.Decode(in row).Links)
        {
            if (!byTarget.TryGetValue(link.TraceId, out var links))
            {
                byTarget[link.TraceId] = links = [];
            }
            links.Add(new Backlink(link.SpanId, row.TraceId, row.SpanId, row.Sequence));
        }
    }

    protected override void Forget() => byTarget.Clear();
}
