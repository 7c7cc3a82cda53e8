using System.Runtime.InteropServices;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>Sees traces one after the other, under the table's lock: be quick, and copy what is wanted.</summary>
internal delegate void TraceVisitor(in TraceSummary trace);

/// <summary>The traces of one store, each summed up once: lists and scatters ask it instead of reading every span again.</summary>
internal sealed class TraceTable : SpanFollower
{
    private readonly SpanStore spans;
    private readonly Dictionary<UInt128, int> byId = [];
    private readonly List<TraceSummary> traces = [];

    private TraceTable(SpanStore spans)
        : base(spans) => this.spans = spans;

    /// <summary>The one of the run that goes on, or of an old one that is open.</summary>
    public static TraceTable Of(TelemetrySet telemetry) => telemetry.Companion(set => new TraceTable(set.Spans));

    public void Visit(TraceVisitor visit)
    {
        lock (Gate)
        {
            CatchUp();
            foreach (ref readonly var trace in CollectionsMarshal.AsSpan(traces))
            {
                visit(in trace);
            }
        }
    }

    public TraceSummary? Find(UInt128 id)
    {
        lock (Gate)
        {
            CatchUp();
            return byId.TryGetValue(id, out var index) ? traces[index] : null;
        }
    }

    protected override void Add(in SpanRow row)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(byId, row.TraceId, out var known);
        if (!known)
        {
            index = traces.Count;
            traces.Add(TraceSummary.Of(in row));
        }
        CollectionsMarshal.AsSpan(traces)[index].Add(in row, WorkTypes.Of(in row, spans.Texts[row.System]));
    }

    protected override void Forget()
    {
        byId.Clear();
        traces.Clear();
    }
}
