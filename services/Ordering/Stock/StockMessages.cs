using Ordering.Orders;

namespace Ordering.Stock;

internal sealed record ReservationRequest(Guid OrderId, IReadOnlyList<OrderLine> Items, DateTime ExpiresAt);

internal sealed record Reservation(long Total, IReadOnlyList<ReservedItem> Items);

internal sealed record ReservedItem(long ProductId, string Name, long UnitPrice, int Quantity);

/// <summary>Why there is no stock for an order; kept, so that a repeated request gets the same answer.</summary>
internal sealed record StockRefusal(string Detail, string? Code, long? ProductId, long? Available);

/// <summary>Either the reservation or the refusal.</summary>
internal sealed record StockAnswer(Reservation? Reservation, StockRefusal? Refusal);
