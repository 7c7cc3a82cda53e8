using System.Runtime.InteropServices;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>A span in its trace: where it hangs, and what was made out of where it hangs.</summary>
internal sealed class SpanNode(SpanRow row)
{
    public readonly SpanRow Row = row;

    public SpanNode? Parent { get; set; }

    public List<SpanNode> Children { get; } = [];

    public int Depth { get; set; }

    /// <summary>Its parent is named but was not received (or is among its own descendants): it stands at the top.</summary>
    public bool IsOrphan { get; set; }

    /// <summary>Nanoseconds that were added to the sender's clock.</summary>
    public long Shift { get; set; }

    /// <summary>Nanoseconds since 1970, corrected.</summary>
    public long Start => Row.Start + Shift;

    public long End => Start + Row.Duration;

    /// <summary>Nanoseconds in which no child was at work.</summary>
    public long SelfTime { get; set; }

    /// <summary>The stretches of the critical path that are this span's own, latest first.</summary>
    public List<(long From, long To)> Critical { get; } = [];

    public int Descendants { get; set; }

    public static ReadOnlySpan<SpanNode> Of(List<SpanNode> nodes) => CollectionsMarshal.AsSpan(nodes);
}
