using Npgsql;

namespace Ordering.Orders;

/// <summary>Cancels an order: at once where nobody is paying it, by way of Payments where it is paid.</summary>
internal sealed class OrderCancellation(
    NpgsqlDataSource database,
    OrderStore orders,
    OrderMoves moves,
    PaymentsClient payments,
    ILogger<OrderCancellation> logger
)
{
    /// <summary>The order as it is then.</summary>
    public async Task<Order?> CancelAsync(string userId, Guid id, CancellationToken cancellationToken)
    {
        if (await orders.FindAsync(userId, id, cancellationToken) is not { } order)
            return null;
        if (order is { Status: OrderStatus.Paid, PaymentId: { } payment })
            await RefundAsync(id, payment, cancellationToken);
        else
            await TryAsync(id, cancellationToken);
        return await orders.FindAsync(userId, id, cancellationToken);
    }

    private async Task TryAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var move = new OrderMove(id, OrderStatus.Pending, OrderStatus.Cancelled);
        if (await moves.TryAsync(transaction, move, cancellationToken) is not null)
            await transaction.CommitAsync(cancellationToken);
    }

    private async Task RefundAsync(Guid id, Guid payment, CancellationToken cancellationToken)
    {
        try
        {
            await payments.CancelAsync(payment, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("The payment of order {OrderId} could not be cancelled now: {Reason}", id, error.Message);
        }
    }
}
