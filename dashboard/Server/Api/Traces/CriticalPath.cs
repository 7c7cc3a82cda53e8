namespace Platform.Dashboard.Api.Traces;

/// <summary>Self times, and the critical path: the stretches of work that, had they been shorter, would have let the trace end earlier.</summary>
internal static class CriticalPath
{
    private const byte ConsumerKind = 5;

    public static void Measure(SpanTree tree)
    {
        foreach (var node in tree.Nodes)
        {
            node.SelfTime = SelfTime(node);
        }
        if ((tree.Root ?? tree.Tops.MaxBy(top => top.Row.Duration)) is { } root)
        {
            Walk(root);
        }
    }

    private static long SelfTime(SpanNode node)
    {
        long covered = 0;
        var reached = node.Start;
        foreach (var child in SpanNode.Of(node.Children))
        {
            var from = Math.Max(child.Start, reached);
            var to = Math.Min(child.End, node.End);
            if (to > from)
            {
                covered += to - from;
                reached = to;
            }
        }
        return node.Row.Duration - covered;
    }

    // From the end backwards: before the end of a span, the child that ended last was what was waited for, and so on in that child.
    private static void Walk(SpanNode root)
    {
        var open = new Stack<(SpanNode Node, long From, long Until)>();
        open.Push((root, root.Start, root.End));
        while (open.TryPop(out var step))
        {
            var (node, from, reached) = step;
            foreach (var child in node.Children.OrderByDescending(child => Math.Min(child.End, node.End)))
            {
                var end = Math.Min(child.End, node.End);
                // Nobody waits for a consumer, nor for what began after the parent's end, nor for one of two that ran at the same time.
                if (child.Row.Kind == ConsumerKind || end > reached || end <= Math.Max(child.Start, from))
                {
                    continue;
                }
                Add(node, end, reached);
                reached = Math.Max(child.Start, from);
                open.Push((child, reached, end));
            }
            Add(node, from, reached);
        }
    }

    private static void Add(SpanNode node, long from, long to)
    {
        if (to > from)
        {
            node.Critical.Add((from, to));
        }
    }
}
