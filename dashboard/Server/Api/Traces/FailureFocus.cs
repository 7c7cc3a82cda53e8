namespace Platform.Dashboard.Api.Traces;

/// <summary>Finds where a failed trace failed: the span to open it at.</summary>
internal static class FailureFocus
{
    private const byte Internal = 1;

    /// <summary>The deepest failing span: an error that no error below explains; of several the deepest, of those the last, which decided. Null: none failed.</summary>
    public static SpanNode? Find(SpanTree tree)
    {
        var failsBelow = new HashSet<SpanNode>();
        SpanNode? found = null;
        for (var i = tree.Nodes.Count - 1; i >= 0; i--)
        {
            var node = tree.Nodes[i];
            var below = failsBelow.Contains(node);
            if (node.Row.IsError && !below && IsBetter(node, found))
            {
                found = node;
            }
            if ((node.Row.IsError || below) && node.Parent is { } parent)
            {
                failsBelow.Add(parent);
            }
        }
        return found;
    }

    // A failure that its callers handled explains nothing where another one reached the root.
    private static bool IsBetter(SpanNode node, SpanNode? found)
    {
        if (found is null)
        {
            return true;
        }
        var (reaches, foundReaches) = (Reaches(node), Reaches(found));
        return reaches != foundReaches ? reaches
            : node.Depth != found.Depth ? node.Depth > found.Depth
            : node.Start > found.Start;
    }

    private static bool Reaches(SpanNode node)
    {
        for (var parent = node.Parent; parent is not null; parent = parent.Parent)
        {
            // What is within a service often has no status of its own; a call or a request that did not fail has handled what did.
            if (!parent.Row.IsError && parent.Row.Kind > Internal)
            {
                return false;
            }
        }
        return true;
    }
}
