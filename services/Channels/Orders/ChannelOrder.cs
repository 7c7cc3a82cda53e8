using Channels.Malls;

namespace Channels.Orders;

/// <summary>An order of a mall and what became of it. Amounts are won, times UTC; who bought it only the mall knows.</summary>
public sealed record ChannelOrder
{
    public string Channel { get; init; } = "";

    /// <summary>The mall's.</summary>
    public string Number { get; init; } = "";
    public string Status { get; init; } = ChannelOrderStatus.Received;
    public IReadOnlyList<MallOrderItem> Items { get; init; } = [];
    public long Total { get; init; }

    /// <summary>Ordering's order.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>Why it is no order here.</summary>
    public OrderRefusal? Refusal { get; init; }

    /// <summary>How often the step that comes next has been tried.</summary>
    public int Attempts { get; init; }

    /// <summary>What stood in its way last.</summary>
    public string? Error { get; init; }

    /// <summary><c>webhook</c> or <c>poll</c>, whichever came first.</summary>
    public string Source { get; init; } = "";
    public DateTime OrderedAt { get; init; }
    public DateTime ReceivedAt { get; init; }
    public DateTime UpdatedAt { get; init; }
}

/// <summary>A code such as <c>insufficient_stock</c>, and a sentence.</summary>
public sealed record OrderRefusal(string Code, string Detail);
