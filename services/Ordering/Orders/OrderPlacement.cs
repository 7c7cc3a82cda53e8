using System.Text.Json;
using Npgsql;
using Ordering.Carts;
using Ordering.Stock;
using Platform.Services;

namespace Ordering.Orders;

/// <summary>What became of a request to order: an order, or why not.</summary>
internal sealed record Placement(Order? Order, StockRefusal? Refusal = null, bool KeyReused = false, bool Unanswered = false);

/// <summary>Places orders: once for each idempotency key, with the stock reserved or not at all.</summary>
internal sealed class OrderPlacement(
    NpgsqlDataSource database,
    OrderRequests requests,
    OrderStore orders,
    OrderMoves moves,
    StockClient catalog,
    CartStore carts,
    OrderingOptions options,
    TimeProvider time,
    ILogger<OrderPlacement> logger
)
{
    /// <summary>What an earlier request with this key came to; null when there was none.</summary>
    public async Task<Placement?> ResumeAsync(string userId, string key, string fingerprint, CancellationToken cancellationToken) =>
        await requests.FindAsync(userId, key, cancellationToken) is { } request
            ? await ContinueAsync(request, fingerprint, cancellationToken)
            : null;

    public async Task<Placement> PlaceAsync(
        string userId,
        string key,
        string fingerprint,
        IReadOnlyList<OrderLine> lines,
        bool fromCart,
        CancellationToken cancellationToken
    )
    {
        var request = new OrderRequest
        {
            UserId = userId,
            IdempotencyKey = key,
            Fingerprint = fingerprint,
            FromCart = fromCart,
            Items = JsonSerializer.Serialize(lines, OrderingJson.Default.IReadOnlyListOrderLine),
        };
        return await PlaceAsync(request, cancellationToken);
    }

    /// <summary>Places what a mall has sold: once for each of its numbers, paid already, at the mall's prices.</summary>
    public Task<Placement> PlaceAsync(ChannelOrder order, CancellationToken cancellationToken)
    {
        var request = new OrderRequest
        {
            UserId = ChannelOrder.BuyerOf(order.Channel),
            IdempotencyKey = order.ExternalNumber,
            Fingerprint = IdempotencyKey.Fingerprint(order.Describe()),
            Channel = order.Channel,
            Items = JsonSerializer.Serialize(order.Items, OrderingJson.Default.IReadOnlyListChannelOrderLine),
        };
        return PlaceAsync(request, cancellationToken);
    }

    private async Task<Placement> PlaceAsync(OrderRequest request, CancellationToken cancellationToken)
    {
        var claimed = await requests.ClaimAsync(request with { OrderId = Guid.CreateVersion7() }, cancellationToken);
        return await ContinueAsync(claimed, request.Fingerprint, cancellationToken);
    }

    private async Task<Placement> ContinueAsync(OrderRequest request, string fingerprint, CancellationToken cancellationToken)
    {
        if (request.Fingerprint != fingerprint && request.Fingerprint != ChannelCancellation.Any)
            return new(null, KeyReused: true);
        return request.State switch
        {
            OrderRequest.Accepted => new(await orders.FindAsync(request.UserId, request.OrderId, cancellationToken)),
            OrderRequest.Refused => new(null, request.WhyRefused),
            OrderRequest.Reserving => await ReserveAsync(request, cancellationToken),
            _ when request.Channel is not null => await ReopenAsync(request, cancellationToken),
            _ => new(
                null,
                new("The stock could not be reserved in time. Order again with a new Idempotency-Key.", "abandoned", null, null)
            ),
        };
    }

    private async Task<Placement> ReopenAsync(OrderRequest request, CancellationToken cancellationToken)
    {
        await requests.ReopenAsync(request, cancellationToken);
        var reopened = await requests.FindAsync(request.UserId, request.IdempotencyKey, cancellationToken);
        return await ContinueAsync(reopened!, request.Fingerprint, cancellationToken);
    }

    /// <summary>Repeated requests may be here at once: the reservation is one by its order id, and one of them closes the request.</summary>
    private async Task<Placement> ReserveAsync(OrderRequest request, CancellationToken cancellationToken)
    {
        StockAnswer answer;
        try
        {
            var hold = time.UtcNow() + options.StockHold;
            answer = await catalog.ReserveAsync(request.OrderId, request.Lines, hold, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(error, "Catalog gave no answer to the reservation for order {OrderId}.", request.OrderId);
            return new(null, Unanswered: true);
        }
        if (answer.Refusal is not null)
            await requests.RefuseAsync(request.OrderId, answer.Refusal, cancellationToken);
        else if (answer.Reservation is not null && await AcceptAsync(request, answer.Reservation, cancellationToken) is { } order)
        {
            if (request.FromCart)
                await carts.RemoveAsync(request.UserId, request.Lines);
            return new(order);
        }
        var closed = await requests.FindAsync(request.UserId, request.IdempotencyKey, cancellationToken);
        return await ContinueAsync(closed!, request.Fingerprint, cancellationToken);
    }

    private async Task<Order?> AcceptAsync(OrderRequest request, Reservation reservation, CancellationToken cancellationToken)
    {
        var sold = request.SoldLines.ToDictionary(line => line.ProductId, line => line.UnitPrice);
        var items = reservation
            .Items.Select(item => new OrderItem
            {
                ProductId = item.ProductId,
                Name = item.Name,
                UnitPrice = sold.GetValueOrDefault(item.ProductId, item.UnitPrice),
                Quantity = item.Quantity,
            })
            .ToList();
        var now = time.UtcNow();
        var row = new OrderRow
        {
            Id = request.OrderId,
            UserId = request.UserId,
            Status = request.Channel is null ? OrderStatus.Pending : OrderStatus.Paid,
            Channel = request.Channel,
            ExternalNumber = request.Channel is null ? null : request.IdempotencyKey,
            Total = items.Sum(item => item.Amount),
            CreatedAt = now,
            UpdatedAt = now,
            ExpiresAt = now + options.OrderLifetime,
        };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await OrderRequests.TryAcceptAsync(transaction, request.OrderId))
            return null;
        await OrderStore.InsertAsync(transaction, row, items);
        await moves.TellAsync(transaction, row, items, cancellationToken);
        if (row.Status == OrderStatus.Paid)
            await moves.TellAsync(transaction, row, [], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return row.ToOrder(items);
    }
}
