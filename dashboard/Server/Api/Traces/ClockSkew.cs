namespace Platform.Dashboard.Api.Traces;

/// <summary>
/// Brings the clocks of a trace's senders together. Nothing happens before what caused it: a child of another sender that claims to is moved, and
/// into the middle of a call that waited for it. Work that goes on after its caller is left alone: that is no fault of a clock.
/// </summary>
internal static class ClockSkew
{
    /// <summary>Below this a difference is a clock's resolution, not its fault.</summary>
    private const long Tolerance = 1_000_000;
    private const byte ServerKind = 2;
    private const byte ClientKind = 3;

    /// <summary>By sender's source, the largest correction in nanoseconds; empty where all clocks agree.</summary>
    public static IReadOnlyDictionary<int, long> Correct(SpanTree tree)
    {
        var offsets = new Dictionary<int, long>();
        foreach (var node in tree.Nodes)
        {
            if (node.Parent is not { } parent)
            {
                continue;
            }
            if (parent.Row.Source == node.Row.Source)
            {
                node.Shift = parent.Shift;
                continue;
            }
            node.Shift = offsets.GetValueOrDefault(node.Row.Source);
            var needed = Needed(parent, node);
            if (needed != 0)
            {
                node.Shift += needed;
                offsets[node.Row.Source] = node.Shift;
            }
        }
        if (offsets.Count > 0)
        {
            tree.Arrange();
        }
        return offsets;
    }

    private static long Needed(SpanNode parent, SpanNode child)
    {
        var waits = parent.Row.Kind == ClientKind && child.Row.Kind == ServerKind && child.Row.Duration <= parent.Row.Duration;
        var early = parent.Start - child.Start;
        // That the callee ends later is no fault of a clock: it tidies up after its answer has gone out. That it begins after the answer came is one,
        // unless the call failed, which may have stopped waiting.
        var late = waits && !parent.Row.IsError ? child.Start - parent.End : 0;
        if (early <= Tolerance && late <= Tolerance)
        {
            return 0;
        }
        return waits ? early + (parent.Row.Duration - child.Row.Duration) / 2 : early;
    }
}
