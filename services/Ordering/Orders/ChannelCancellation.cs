using System.Text.Json;
using Dapper;
using Npgsql;
using Ordering.Stock;
using Platform.ServiceDefaults.Events;
using Platform.Services;

namespace Ordering.Orders;

/// <summary>
/// Cancels what a mall has sold, wherever it is: an order gives its stock back; a request that is under way comes to nothing; one that has not arrived
/// yet is refused when it does. The money is the mall's affair.
/// </summary>
internal sealed class ChannelCancellation(
    NpgsqlDataSource database,
    IOutbox outbox,
    OrderMoves moves,
    OrderingOptions options,
    TimeProvider time
)
{
    /// <summary>The fingerprint of a number that was cancelled before it was ordered: it stands for whatever lines may come.</summary>
    public const string Any = "";

    private static readonly StockRefusal Cancelled = new("The order was cancelled at the mall.", "cancelled", null, null);

    public async Task<ChannelOrderState> CancelAsync(string channel, string number, CancellationToken cancellationToken)
    {
        var refusal = JsonSerializer.Serialize(Cancelled, OrderingJson.Default.StockRefusal);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var request = await FindOrRefuseAsync(transaction, channel, number, refusal);
        if (request.State is OrderRequest.Reserving or OrderRequest.Abandoned)
            await CloseAsync(transaction, request, refusal, cancellationToken);
        else if (request.State == OrderRequest.Accepted)
            await moves.TryAsync(transaction, new(request.OrderId, OrderStatus.Paid, OrderStatus.Cancelled), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(channel, number, request.State == OrderRequest.Accepted ? request.OrderId : null, OrderStatus.Cancelled);
    }

    /// <summary>The request as it stands, locked; where there is none, one that is refused already.</summary>
    private async Task<OrderRequest> FindOrRefuseAsync(NpgsqlTransaction transaction, string channel, string number, string refusal)
    {
        var now = time.UtcNow();
        var key = new
        {
            user = ChannelOrder.BuyerOf(channel),
            number,
            channel,
            id = Guid.CreateVersion7(),
            any = Any,
            refusal,
            now,
            abandonAt = now + options.ReservationLifetime,
        };
        await transaction.Connection!.ExecuteAsync(
            """
            insert into order_requests
                (user_id, idempotency_key, fingerprint, order_id, from_cart, channel, items, state, refusal, created_at, abandon_at)
            values (@user, @number, @any, @id, false, @channel, '[]', 'REFUSED', @refusal::jsonb, @now, @abandonAt)
            on conflict (user_id, idempotency_key) do nothing
            """,
            key,
            transaction
        );
        return await transaction.Connection!.QuerySingleAsync<OrderRequest>(
            $"select {OrderRequests.Columns} from order_requests where user_id = @user and idempotency_key = @number for update",
            key,
            transaction
        );
    }

    /// <summary>Whoever is reserving for it finds it closed, and Catalog lets go of what was reserved, or will be.</summary>
    private async Task CloseAsync(NpgsqlTransaction transaction, OrderRequest request, string refusal, CancellationToken cancellationToken)
    {
        await transaction.Connection!.ExecuteAsync(
            "update order_requests set state = 'REFUSED', refusal = @refusal::jsonb where order_id = @OrderId",
            new { request.OrderId, refusal },
            transaction
        );
        var told = new OrderEvent(request.OrderId, request.UserId, "ABANDONED", 0, null, [], time.UtcNow());
        await outbox.AddAsync(transaction, told.ToMessage(OrderEvent.Abandoned), cancellationToken);
    }
}
