using Npgsql;
using Ordering.Stock;

namespace Ordering.Orders;

/// <summary>Cancels what nobody is paying.</summary>
internal sealed class OrderCancellation(NpgsqlDataSource database, OrderMoves moves, StockCommands stock)
{
    /// <summary>False when the order was not PENDING.</summary>
    public async Task<bool> TryAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var move = new OrderMove(id, OrderStatus.Pending, OrderStatus.Cancelled, StockCommands.Release);
        if (await moves.TryAsync(transaction, move, cancellationToken) is null)
            return false;
        await transaction.CommitAsync(cancellationToken);
        await stock.SendAsync(id, StockCommands.Release, 0, cancellationToken);
        return true;
    }
}
