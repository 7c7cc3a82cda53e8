namespace Channels.Malls;

/// <summary>A product as a mall should show it. Prices are won.</summary>
internal sealed record Offer(string Name, string NameEn, string Description, string Category, long Price, int Stock, bool OnSale);

/// <summary>What to tell; <paramref name="Told"/> is null where the mall does not know the product, <paramref name="Reference"/> the mall's own name of it.</summary>
internal sealed record Push(long ProductId, Offer Wanted, Offer? Told, string? Reference);

internal enum PushOutcome
{
    /// <summary>The mall knows.</summary>
    Told,

    /// <summary>Not now.</summary>
    Again,

    /// <summary>The mall is looking at the product and takes nothing meanwhile.</summary>
    InReview,

    /// <summary>The mall does not take this, however often it is sent.</summary>
    Refused,

    /// <summary>The mall has lost the product.</summary>
    Forgotten,
}

internal sealed record PushResult(long ProductId, PushOutcome Outcome, string? Reference = null, string? Reason = null);

/// <summary>A product of ours as the mall shows it. Its stock is left out: the mall sells while we look.</summary>
internal sealed record MallProduct(long ProductId, string Name, long Price, bool OnSale);

/// <summary>Orders, and where to go on; <paramref name="HasMore"/> without a pause.</summary>
internal sealed record OrderBatch(IReadOnlyList<MallOrder> Orders, string? NextCursor, bool HasMore);

/// <summary>An order as a mall tells it. The buyer's name and address stay at the mall.</summary>
internal sealed record MallOrder(string Number, bool IsCancelled, IReadOnlyList<MallOrderItem> Items, long Total, DateTime OrderedAt);

/// <summary>A line; without a <paramref name="ProductId"/> the mall sold something that is not ours.</summary>
public sealed record MallOrderItem(long? ProductId, string Code, string Name, int Quantity, long UnitPrice);

internal enum MallReply
{
    /// <summary>Done, now or before.</summary>
    Done,

    /// <summary>The order is cancelled, whoever did it.</summary>
    Cancelled,

    /// <summary>The mall knows no such order (any more).</summary>
    Unknown,
}

internal enum CancelReason
{
    OutOfStock,
    Other,
}
