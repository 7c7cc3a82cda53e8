using System.Runtime.InteropServices;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>Sees traces one after the other, under the table's lock: be quick, and copy what is wanted.</summary>
internal delegate void TraceVisitor(in TraceSummary trace);

/// <summary>
/// The traces of one store, each summed up once: lists and scatters ask it instead of reading every span again. It reads on when it is asked, and
/// starts over when the store has dropped a tenth of what it counted, or was cleared.
/// </summary>
internal sealed class TraceTable
{
    private readonly SpanStore spans;
    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, int> byId = [];
    private readonly List<TraceSummary> traces = [];
    private readonly SpanRow[] rows = new SpanRow[1024];
    private long read;
    private long counted;
    private long dropped;

    private TraceTable(SpanStore spans) => this.spans = spans;

    /// <summary>The one of the run that goes on, or of an old one that is open.</summary>
    public static TraceTable Of(TelemetrySet telemetry) => telemetry.Companion(set => new TraceTable(set.Spans));

    public void Visit(TraceVisitor visit)
    {
        lock (gate)
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
        lock (gate)
        {
            CatchUp();
            return byId.TryGetValue(id, out var index) ? traces[index] : null;
        }
    }

    private void CatchUp()
    {
        ReadOn();
        var gone = spans.Dropped - dropped;
        var cleared = counted - gone > spans.Count;
        if (cleared || gone * 10 > counted)
        {
            byId.Clear();
            traces.Clear();
            (read, counted, dropped) = (0, 0, spans.Dropped);
            ReadOn();
        }
    }

    private void ReadOn()
    {
        while (spans.Read(read, rows) is > 0 and var got)
        {
            foreach (ref readonly var row in rows.AsSpan(0, got))
            {
                Add(in row);
            }
            read = rows[got - 1].Sequence;
            counted += got;
        }
    }

    private void Add(in SpanRow row)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(byId, row.TraceId, out var known);
        if (!known)
        {
            index = traces.Count;
            traces.Add(TraceSummary.Of(in row));
        }
        CollectionsMarshal.AsSpan(traces)[index].Add(in row, WorkTypes.Of(in row, spans.Texts[row.System]));
    }
}
