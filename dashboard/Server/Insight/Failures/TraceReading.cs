using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Failures;

/// <summary>The spans of one trace by parent and child, with what their rows say in words.</summary>
internal sealed class TraceReading
{
    private readonly Dictionary<ulong, int> byId = [];
    private readonly SpanStore store;

    public TraceReading(SpanStore store, UInt128 id)
    {
        this.store = store;
        Rows = store.Trace(id);
        for (var i = 0; i < Rows.Count; i++)
        {
            byId.TryAdd(Rows[i].SpanId, i);
        }
    }

    public IReadOnlyList<SpanRow> Rows { get; }

    /// <summary>One root, and every parent is there.</summary>
    public bool IsComplete =>
        Rows.Count(row => row.ParentId == 0) == 1 && Rows.All(row => row.ParentId == 0 || byId.ContainsKey(row.ParentId));

    public bool TryParent(in SpanRow row, out SpanRow parent)
    {
        if (row.ParentId != 0 && row.ParentId != row.SpanId && byId.TryGetValue(row.ParentId, out var index))
        {
            parent = Rows[index];
            return true;
        }
        parent = default;
        return false;
    }

    /// <summary>The server's span of a client's call.</summary>
    public bool TryAnswer(SpanRow client, out SpanRow answer)
    {
        answer = client.Kind == 3 ? Rows.FirstOrDefault(row => row.ParentId == client.SpanId && row.Kind == 2) : default;
        return answer.SpanId != 0;
    }

    /// <summary>The span and those above it, itself first. A circle, which no honest sender makes, ends it.</summary>
    public List<SpanRow> Ancestry(in SpanRow row)
    {
        var line = new List<SpanRow> { row };
        while (line.Count <= Rows.Count && TryParent(line[^1], out var parent))
        {
            line.Add(parent);
        }
        return line;
    }

    public string Service(in SpanRow row) => store.Sources[row.Source].ServiceName;

    public string Text(int id) => store.Texts[id];

    public string Route(in SpanRow row) => Text(row.Route != 0 ? row.Route : row.Name);

    public SpanData Decode(in SpanRow row) => store.Decode(in row);
}
