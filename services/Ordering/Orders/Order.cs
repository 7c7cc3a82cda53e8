namespace Ordering.Orders;

/// <summary>An order as its shopper sees it. Amounts are won; times are UTC.</summary>
public sealed record Order
{
    public Guid Id { get; init; }
    public string Status { get; init; } = OrderStatus.Pending;
    public long Total { get; init; }
    public string Currency { get; init; } = "KRW";
    public IReadOnlyList<OrderItem> Items { get; init; } = [];
    public Guid? PaymentId { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }

    /// <summary>When a PENDING order lets go of its stock.</summary>
    public DateTime ExpiresAt { get; init; }
}

/// <summary>A line of an order, with name and price as they were when it was placed.</summary>
public sealed record OrderItem
{
    public long ProductId { get; init; }
    public string Name { get; init; } = "";
    public long UnitPrice { get; init; }
    public int Quantity { get; init; }
    public long Amount => UnitPrice * Quantity;
}

/// <summary>One page of a shopper's orders, newest first.</summary>
public sealed record OrderPage(IReadOnlyList<Order> Items, long Total, int Page, int PageSize);

/// <summary>A product and how many pieces of it.</summary>
public sealed record OrderLine(long ProductId, int Quantity);

/// <summary>A change of state as the shopper's socket tells it.</summary>
public sealed record OrderUpdate(Guid OrderId, string Status, long Total, DateTime At);
