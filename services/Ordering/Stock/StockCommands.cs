using Dapper;
using Npgsql;
using Platform.Services;

namespace Ordering.Stock;

/// <summary>What Catalog has to be told about an order: written with the order's change, kept until Catalog has answered.</summary>
internal sealed class StockCommands(
    NpgsqlDataSource database,
    StockClient catalog,
    OrderingOptions options,
    Alarm alarm,
    TimeProvider time,
    ILogger<StockCommands> logger
)
{
    public const string Confirm = "CONFIRM";
    public const string Release = "RELEASE";

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Adds the command within the caller's transaction, leased to the caller, who sends it after the commit.</summary>
    public async Task AddAsync(NpgsqlTransaction transaction, Guid orderId, string kind)
    {
        var due = time.UtcNow() + Lease;
        await transaction.Connection!.ExecuteAsync(
            """
            insert into stock_commands (order_id, kind, due_at) values (@orderId, @kind, @due) on conflict (order_id, kind) do nothing
            """,
            new
            {
                orderId,
                kind,
                due,
            },
            transaction
        );
        await Deadlines.AnnounceAsync(transaction, due);
    }

    /// <summary>Sends a command that was added; what cannot be sent now stays for the deadline worker.</summary>
    public async Task SendAsync(Guid orderId, string kind, int attempts, CancellationToken cancellationToken)
    {
        try
        {
            if (kind == Release)
                await catalog.ReleaseAsync(orderId, cancellationToken);
            else if (!await catalog.ConfirmAsync(orderId, cancellationToken))
                logger.LogCritical("Order {OrderId} is paid, but Catalog let go of its stock: refund it or restock.", orderId);
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await connection.ExecuteAsync("delete from stock_commands where order_id = @orderId and kind = @kind", new { orderId, kind });
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(
                error,
                "Catalog could not be told to {Kind} the stock of order {OrderId}; will be tried again.",
                kind,
                orderId
            );
            await PostponeAsync(orderId, kind, attempts, cancellationToken);
        }
    }

    /// <summary>Sends what is due and not in another replica's hands; returns how many commands that were.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var due = await connection.QueryAsync<(Guid OrderId, string Kind, int Attempts)>(
            """
            update stock_commands c set due_at = @lease, attempts = c.attempts + 1
            from (select order_id, kind from stock_commands where due_at <= @now order by due_at limit 50 for update skip locked) d
            where c.order_id = d.order_id and c.kind = d.kind
            returning c.order_id, c.kind, c.attempts
            """,
            new { now, lease = now + Lease }
        );
        await connection.CloseAsync();
        var commands = due.AsList();
        await Parallel.ForEachAsync(
            commands,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (command, stop) => await SendAsync(command.OrderId, command.Kind, command.Attempts, stop)
        );
        return commands.Count;
    }

    private async Task PostponeAsync(Guid orderId, string kind, int attempts, CancellationToken cancellationToken)
    {
        var due = time.UtcNow() + options.RetryDelay * Math.Pow(2, Math.Min(attempts, 6));
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update stock_commands set due_at = @due where order_id = @orderId and kind = @kind",
            new
            {
                due,
                orderId,
                kind,
            }
        );
        alarm.SetFor(due);
    }
}
