using System.Text.Json;
using Platform.ServiceDefaults.Events;

namespace Ordering.Orders;

/// <summary>What other services learn of an order, on <c>ordering.orders</c>; items only when it is created.</summary>
internal sealed record OrderEvent(
    Guid OrderId,
    string UserId,
    string Status,
    long Total,
    Guid? PaymentId,
    IReadOnlyList<OrderItem> Items,
    DateTime At
)
{
    public const string Topic = "ordering.orders";

    /// <summary>A request to order came to nothing: what it may have reserved goes back.</summary>
    public const string Abandoned = "order.abandoned";

    /// <summary>A payment was charged for an order that does not take it: it goes back.</summary>
    public const string PaymentRefused = "order.payment_refused";

    public OutboxMessage ToMessage(string type) =>
        new(Topic, OrderId.ToString(), type, JsonSerializer.Serialize(this, OrderingJson.Default.OrderEvent));
}
