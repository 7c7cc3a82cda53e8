using Dapper;
using Npgsql;
using Platform.Services;

namespace Ordering.Orders;

/// <summary>Lets go of the stock of orders that nobody pays.</summary>
internal sealed class OrderExpiry(NpgsqlDataSource database, OrderMoves moves, TimeProvider time)
{
    /// <summary>Expires a batch of overdue orders that no other replica is working on; returns how many.</summary>
    public async Task<int> ExpireDueAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var due = await connection.QueryAsync<Guid>(
            """
            select id from orders where status = 'PENDING' and expires_at <= @now order by expires_at limit 50 for update skip locked
            """,
            new { now = time.UtcNow() },
            transaction
        );
        var expired = due.AsList();
        foreach (var id in expired)
            await moves.TryAsync(transaction, new(id, OrderStatus.Pending, OrderStatus.Expired), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return expired.Count;
    }
}
