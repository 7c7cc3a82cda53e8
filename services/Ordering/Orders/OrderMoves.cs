using Dapper;
using Npgsql;
using Ordering.Feed;
using Platform.ServiceDefaults.Events;
using Platform.Services;

namespace Ordering.Orders;

/// <summary>
/// One step of an order's state. With <paramref name="PaymentId"/>, only for that payment, and never for a mall's order, which has none; a step back to
/// PENDING lets go of it.
/// </summary>
internal sealed record OrderMove(Guid OrderId, string From, string To, Guid? PaymentId = null);

/// <summary>The only place where an order changes state: guarded by the state it had, with its event and its notice.</summary>
internal sealed class OrderMoves(IOutbox outbox, TimeProvider time)
{
    /// <summary>The order after the step, or null when it is not (any more) in the state to step from.</summary>
    public async Task<OrderRow?> TryAsync(NpgsqlTransaction transaction, OrderMove move, CancellationToken cancellationToken)
    {
        var order = await transaction.Connection!.QuerySingleOrDefaultAsync<OrderRow>(
            """
            update orders set status = @To, updated_at = @now, payment_id = case when @To = 'PENDING' then null else coalesce(@PaymentId, payment_id) end
            where id = @OrderId and status = @From
              and (@PaymentId is null or (channel is null and (payment_id is null or payment_id = @PaymentId)))
              and (@To <> 'PAYING' or expires_at > @now)
            returning *
            """,
            new
            {
                move.OrderId,
                move.From,
                move.To,
                move.PaymentId,
                now = time.UtcNow(),
            },
            transaction
        );
        if (order is null)
            return null;
        await TellAsync(transaction, order, [], cancellationToken);
        return order;
    }

    /// <summary>Writes the order's event and its notice for sockets and replicas.</summary>
    public async Task TellAsync(
        NpgsqlTransaction transaction,
        OrderRow order,
        IReadOnlyList<OrderItem> items,
        CancellationToken cancellationToken
    )
    {
        var told = new OrderEvent(order.Id, order.UserId, order.Status, order.Total, order.PaymentId, items, order.UpdatedAt);
        var type = $"order.{(items.Count > 0 ? "created" : order.Status.ToLowerInvariant())}";
        await outbox.AddAsync(transaction, told.ToMessage(type), cancellationToken);
        await OrderListener.AnnounceAsync(transaction, new(order.UserId, order.ToUpdate()));
        if (order.Status == OrderStatus.Pending)
            await Deadlines.AnnounceAsync(transaction, order.ExpiresAt);
    }
}
