using System.Text.Json;
using Dapper;
using Npgsql;
using Ordering.Stock;
using Platform.ServiceDefaults.Events;
using Platform.Services;

namespace Ordering.Orders;

/// <summary>A request to order, as it was first made with its idempotency key.</summary>
internal sealed record OrderRequest
{
    public const string Reserving = "RESERVING";
    public const string Accepted = "ACCEPTED";
    public const string Refused = "REFUSED";
    public const string Abandoned = "ABANDONED";

    public string UserId { get; init; } = "";
    public string IdempotencyKey { get; init; } = "";
    public string Fingerprint { get; init; } = "";
    public Guid OrderId { get; init; }
    public bool FromCart { get; init; }

    /// <summary>The mall that sold it; null for a shopper's.</summary>
    public string? Channel { get; init; }
    public string Items { get; init; } = "[]";
    public string State { get; init; } = "";
    public string? Refusal { get; init; }

    public IReadOnlyList<OrderLine> Lines => JsonSerializer.Deserialize(Items, OrderingJson.Default.IReadOnlyListOrderLine) ?? [];

    /// <summary>What a mall's lines say beside what is to be reserved: their prices.</summary>
    public IReadOnlyList<ChannelOrderLine> SoldLines =>
        Channel is null ? [] : JsonSerializer.Deserialize(Items, OrderingJson.Default.IReadOnlyListChannelOrderLine) ?? [];

    public StockRefusal? WhyRefused => Refusal is null ? null : JsonSerializer.Deserialize(Refusal, OrderingJson.Default.StockRefusal);
}

/// <summary>Requests to order: the first with a key decides, whoever repeats it finds what became of it.</summary>
internal sealed class OrderRequests(NpgsqlDataSource database, IOutbox outbox, OrderingOptions options, TimeProvider time)
{
    public const string Columns =
        "user_id, idempotency_key, fingerprint, order_id, from_cart, channel, items::text as items, state, refusal::text as refusal";

    public async Task<OrderRequest?> FindAsync(string userId, string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<OrderRequest>(
            $"select {Columns} from order_requests where user_id = @userId and idempotency_key = @key",
            new { userId, key }
        );
    }

    /// <summary>Writes the request down unless its key was used; either way returns the one that stands.</summary>
    public async Task<OrderRequest> ClaimAsync(OrderRequest request, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        var abandonAt = now + options.ReservationLifetime;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var inserted = await connection.ExecuteAsync(
            """
            insert into order_requests (user_id, idempotency_key, fingerprint, order_id, from_cart, channel, items, state, created_at, abandon_at)
            values (@UserId, @IdempotencyKey, @Fingerprint, @OrderId, @FromCart, @Channel, @Items::jsonb, 'RESERVING', @now, @abandonAt)
            on conflict (user_id, idempotency_key) do nothing
            """,
            new
            {
                request.UserId,
                request.IdempotencyKey,
                request.Fingerprint,
                request.OrderId,
                request.FromCart,
                request.Channel,
                request.Items,
                now,
                abandonAt,
            },
            transaction
        );
        if (inserted == 1)
            await Deadlines.AnnounceAsync(transaction, abandonAt);
        await transaction.CommitAsync(cancellationToken);
        if (inserted == 1)
            return request with { State = OrderRequest.Reserving };
        return await connection.QuerySingleAsync<OrderRequest>(
            $"select {Columns} from order_requests where user_id = @UserId and idempotency_key = @IdempotencyKey",
            new { request.UserId, request.IdempotencyKey }
        );
    }

    /// <summary>Closes an open request within the caller's transaction; false when somebody else closed it.</summary>
    public static async Task<bool> TryAcceptAsync(NpgsqlTransaction transaction, Guid orderId) =>
        await transaction.Connection!.ExecuteAsync(
            "update order_requests set state = 'ACCEPTED' where order_id = @orderId and state = 'RESERVING'",
            new { orderId },
            transaction
        ) == 1;

    public async Task RefuseAsync(Guid orderId, StockRefusal refusal, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update order_requests set state = 'REFUSED', refusal = @refusal::jsonb where order_id = @orderId and state = 'RESERVING'",
            new { orderId, refusal = JsonSerializer.Serialize(refusal, OrderingJson.Default.StockRefusal) }
        );
    }

    /// <summary>Opens a request that was given up once more, for another order: a mall has sold it, and asks for as long as it takes.</summary>
    public async Task ReopenAsync(OrderRequest request, CancellationToken cancellationToken)
    {
        var abandonAt = time.UtcNow() + options.ReservationLifetime;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            """
            update order_requests set state = 'RESERVING', order_id = @next, abandon_at = @abandonAt
            where order_id = @OrderId and state = 'ABANDONED'
            """,
            new
            {
                request.OrderId,
                next = Guid.CreateVersion7(),
                abandonAt,
            },
            transaction
        );
        await Deadlines.AnnounceAsync(transaction, abandonAt, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Gives up requests whose reservation never got an answer, and has their stock released; returns how many.</summary>
    public async Task<int> AbandonDueAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var now = time.UtcNow();
        var due = await connection.QueryAsync<(Guid OrderId, string UserId)>(
            """
            update order_requests r set state = 'ABANDONED'
            from (select order_id from order_requests where state = 'RESERVING' and abandon_at <= @now
                  order by abandon_at limit 50 for update skip locked) d
            where r.order_id = d.order_id
            returning r.order_id, r.user_id
            """,
            new { now },
            transaction
        );
        var abandoned = due.Select(request => new OrderEvent(request.OrderId, request.UserId, "ABANDONED", 0, null, [], now)).ToList();
        await outbox.AddRangeAsync(transaction, [.. abandoned.Select(order => order.ToMessage(OrderEvent.Abandoned))], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return abandoned.Count;
    }
}
