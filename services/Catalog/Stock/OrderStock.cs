using Catalog.Data;
using Platform.ServiceDefaults.Events;

namespace Catalog.Stock;

/// <summary>What Catalog reads of <c>ordering.orders</c>.</summary>
public sealed record OrderTold(Guid OrderId);

/// <summary>Sells what an order has reserved, or gives it back, as the order ends.</summary>
public sealed partial class OrderStock(StockStore stock, ProductCache products, ILogger<OrderStock> logger) : IEventHandler<OrderTold>
{
    internal const string Topic = "ordering.orders";
    internal const string Paid = "order.paid";

    /// <summary>Types after which an order holds no stock.</summary>
    internal static readonly string[] Ended = ["order.cancelled", "order.expired", "order.failed", "order.refunded", "order.abandoned"];

    public Task HandleAsync(OrderTold order, EventContext context, CancellationToken cancellationToken) =>
        context.Type == Paid ? SellAsync(order, context) : GiveBackAsync(order, context, cancellationToken);

    private async Task SellAsync(OrderTold order, EventContext context)
    {
        if (await StockStore.ConfirmAsync(context.Transaction, order.OrderId) is not { Status: ReservationStatus.Confirmed })
            LogSoldTwice(order.OrderId);
    }

    private async Task GiveBackAsync(OrderTold order, EventContext context, CancellationToken cancellationToken)
    {
        var changed = await stock.ReleaseAsync(context.Transaction, order.OrderId, cancellationToken);
        if (changed.Count > 0)
            context.AfterCommit(() => products.StockChangedAsync(changed));
    }

    [LoggerMessage(LogLevel.Critical, "Order {OrderId} is paid, but its stock was let go: refund it or restock")]
    private partial void LogSoldTwice(Guid orderId);
}
