namespace Channels.Orders;

/// <summary>
/// RECEIVED → ORDERED (Ordering has it) → CONFIRMED (the mall knows); RECEIVED → REJECTED (no stock) → CANCELLED_AT_MALL (the mall knows); from RECEIVED, ORDERED
/// and CONFIRMED by the mall's buyer: CANCEL_REQUESTED → CANCELLED (Ordering knows, the stock is back).
/// </summary>
public static class ChannelOrderStatus
{
    public const string Received = "RECEIVED";
    public const string Ordered = "ORDERED";
    public const string Confirmed = "CONFIRMED";
    public const string Rejected = "REJECTED";
    public const string CancelledAtMall = "CANCELLED_AT_MALL";
    public const string CancelRequested = "CANCEL_REQUESTED";
    public const string Cancelled = "CANCELLED";

    internal static readonly string[] All = [Received, Ordered, Confirmed, Rejected, CancelledAtMall, CancelRequested, Cancelled];
}
