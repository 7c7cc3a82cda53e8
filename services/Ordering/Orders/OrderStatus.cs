namespace Ordering.Orders;

/// <summary>
/// PENDING → PAYING → PAID → REFUNDED; PENDING → CANCELLED or EXPIRED; PAYING → FAILED (stock released) or back to PENDING (nothing was charged).
/// Only PENDING expires: an order that is being paid waits for the answer.
/// </summary>
public static class OrderStatus
{
    public const string Pending = "PENDING";
    public const string Paying = "PAYING";
    public const string Paid = "PAID";
    public const string Cancelled = "CANCELLED";
    public const string Refunded = "REFUNDED";
    public const string Expired = "EXPIRED";
    public const string Failed = "FAILED";
}
