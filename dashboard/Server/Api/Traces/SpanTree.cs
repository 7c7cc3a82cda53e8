using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>The spans of one trace as a tree. Whatever senders claim, each span is in it once: doubles are left out, circles are cut.</summary>
internal sealed class SpanTree
{
    private readonly Dictionary<ulong, SpanNode> byId = [];

    private SpanTree() { }

    /// <summary>Parents before children, children by their start: the order of the rows on screen.</summary>
    public IReadOnlyList<SpanNode> Nodes { get; private set; } = [];

    /// <summary>The spans that nothing is above of: true roots first, then orphans, each by start.</summary>
    public IReadOnlyList<SpanNode> Tops { get; private set; } = [];

    /// <summary>The earliest span without a parent; null where it has not come.</summary>
    public SpanNode? Root { get; private set; }

    /// <summary>How many parents are named that were not received.</summary>
    public int MissingParents { get; private set; }

    /// <summary>How many circles of parents were cut.</summary>
    public int Cycles { get; private set; }

    public SpanNode? this[ulong spanId] => byId.GetValueOrDefault(spanId);

    public long Start => Nodes.Count == 0 ? 0 : Nodes.Min(node => node.Start);

    public long End => Nodes.Count == 0 ? 0 : Nodes.Max(node => node.End);

    public int Depth => Nodes.Count == 0 ? 0 : Nodes.Max(node => node.Depth) + 1;

    public static SpanTree Build(IReadOnlyList<SpanRow> rows)
    {
        var tree = new SpanTree();
        foreach (var row in rows)
        {
            // An exporter that retries sends a span twice: the first is as good as the second.
            tree.byId.TryAdd(row.SpanId, new SpanNode(row));
        }
        tree.Link();
        tree.CutCycles();
        tree.Arrange();
        return tree;
    }

    /// <summary>Orders and measures anew, after the clocks were corrected.</summary>
    public void Arrange()
    {
        var roots = byId.Values.Where(node => node.Parent is null).ToList();
        roots.Sort((a, b) => a.IsOrphan == b.IsOrphan ? ByStart(a, b) : a.IsOrphan.CompareTo(b.IsOrphan));
        Tops = roots;
        Root = roots.Count > 0 && !roots[0].IsOrphan ? roots[0] : null;
        var nodes = new List<SpanNode>(byId.Count);
        var open = new Stack<SpanNode>(roots.AsEnumerable().Reverse());
        while (open.TryPop(out var node))
        {
            node.Depth = node.Parent is { } parent ? parent.Depth + 1 : 0;
            nodes.Add(node);
            node.Children.Sort(ByStart);
            for (var i = node.Children.Count - 1; i >= 0; i--)
            {
                open.Push(node.Children[i]);
            }
        }
        Nodes = nodes;
        foreach (var node in nodes)
        {
            node.Descendants = 0;
        }
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            if (nodes[i].Parent is { } parent)
            {
                parent.Descendants += nodes[i].Descendants + 1;
            }
        }
    }

    private void Link()
    {
        var missing = new HashSet<ulong>();
        foreach (var node in byId.Values)
        {
            if (node.Row.ParentId == 0)
            {
                continue;
            }
            if (node.Row.ParentId != node.Row.SpanId && byId.TryGetValue(node.Row.ParentId, out var parent))
            {
                node.Parent = parent;
                parent.Children.Add(node);
            }
            else
            {
                node.IsOrphan = true;
                if (node.Row.ParentId == node.Row.SpanId)
                {
                    Cycles++;
                }
                else if (missing.Add(node.Row.ParentId))
                {
                    MissingParents++;
                }
            }
        }
    }

    private void CutCycles()
    {
        var safe = new HashSet<SpanNode>(byId.Count);
        var path = new List<SpanNode>();
        var onPath = new HashSet<SpanNode>();
        foreach (var start in byId.Values)
        {
            path.Clear();
            onPath.Clear();
            for (var node = start; node is not null && !safe.Contains(node); node = node.Parent)
            {
                if (!onPath.Add(node))
                {
                    Cut(path[path.IndexOf(node)..].MinBy(member => (member.Row.Start, member.Row.SpanId))!);
                    break;
                }
                path.Add(node);
            }
            safe.UnionWith(path);
        }
    }

    private void Cut(SpanNode top)
    {
        top.Parent!.Children.Remove(top);
        top.Parent = null;
        top.IsOrphan = true;
        Cycles++;
    }

    private static int ByStart(SpanNode a, SpanNode b)
    {
        var order = a.Start.CompareTo(b.Start);
        return order != 0 ? order
            : a.Row.Duration != b.Row.Duration ? b.Row.Duration.CompareTo(a.Row.Duration)
            : a.Row.SpanId.CompareTo(b.Row.SpanId);
    }
}
