namespace Ordering.Orders;

/// <summary>A row of the table orders.</summary>
internal sealed record OrderRow
{
    public Guid Id { get; init; }
    public string UserId { get; init; } = "";
    public string Status { get; init; } = "";
    public long Total { get; init; }
    public Guid? PaymentId { get; init; }

    /// <summary>The mall that sold it, and its number there; null for a shopper's order.</summary>
    public string? Channel { get; init; }
    public string? ExternalNumber { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }
    public DateTime ExpiresAt { get; init; }

    public Order ToOrder(IReadOnlyList<OrderItem> items) =>
        new()
        {
            Id = Id,
            Status = Status,
            Total = Total,
            Items = items,
            PaymentId = PaymentId,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
            ExpiresAt = ExpiresAt,
        };

    public OrderUpdate ToUpdate() => new(Id, Status, Total, UpdatedAt);
}
