using Channels.Products;
using Dapper;
using Npgsql;
using Platform.Services;

namespace Channels.Orders;

/// <summary>
/// Orders of malls and their steps. A claim takes a lease and a higher token; so does whatever overtakes it, and who holds a lower one writes nothing
/// any more.
/// </summary>
internal sealed class OrderStore(NpgsqlDataSource database, ListingStore listings, ChannelsOptions options, TimeProvider time)
{
    public const string NextDue = "select min(due_at) from orders";

    private const string Columns = """
        channel, number, status, items::text as items, total, ordered_at, source, order_id, refusal, detail, token, attempts, error, due_at, trace_parent,
        received_at, updated_at
        """;

    /// <summary>Takes what is due and in nobody else's hands.</summary>
    public async Task<IReadOnlyList<ChannelOrderRow>> LeaseDueAsync(int limit, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var due = await connection.QueryAsync<ChannelOrderRow>(
            $"""
            update orders set due_at = @lease, token = token + 1, attempts = attempts + 1
            where (channel, number) in (
                select channel, number from orders where due_at <= @now order by due_at limit @limit for update skip locked)
            returning {Columns}
            """,
            new
            {
                now,
                lease = now + options.StepLease,
                limit,
            }
        );
        return due.AsList();
    }

    /// <summary>Ordering has it; next the mall is told so.</summary>
    public Task<bool> OrderedAsync(ChannelOrderRow order, Guid orderId, CancellationToken cancellationToken) =>
        MoveAsync(order, new(ChannelOrderStatus.Ordered) { OrderId = orderId, IsDue = true }, cancellationToken);

    /// <summary>It is no order here; next it is cancelled at the mall.</summary>
    public Task<bool> RejectedAsync(ChannelOrderRow order, OrderRefusal refusal, CancellationToken cancellationToken) =>
        MoveAsync(order, new(ChannelOrderStatus.Rejected) { Refusal = refusal, IsDue = true }, cancellationToken);

    /// <summary>The buyer has cancelled; next Ordering is told so.</summary>
    public Task<bool> CancelRequestedAsync(ChannelOrderRow order, CancellationToken cancellationToken) =>
        MoveAsync(order, new(ChannelOrderStatus.CancelRequested) { IsDue = true }, cancellationToken);

    public Task<bool> ConfirmedAsync(ChannelOrderRow order, CancellationToken cancellationToken) =>
        MoveAsync(order, new(ChannelOrderStatus.Confirmed), cancellationToken);

    /// <summary>Ended without a sale: the mall is told its stock once more, since malls differ in whether they put it back.</summary>
    public Task<bool> EndedAsync(ChannelOrderRow order, string status, string? error, CancellationToken cancellationToken) =>
        MoveAsync(order, new(status) { Error = error, IsOver = true }, cancellationToken);

    /// <summary>There is nothing more to be done about it, though it is not as it should be.</summary>
    public Task<bool> StuckAsync(ChannelOrderRow order, string error, CancellationToken cancellationToken) =>
        MoveAsync(order, new(order.Status) { Error = error }, cancellationToken);

    /// <summary>Has the same step taken again later.</summary>
    public async Task PostponeAsync(ChannelOrderRow order, string error, TimeSpan? pause, CancellationToken cancellationToken)
    {
        var due = time.UtcNow() + (pause ?? options.RetryAfter(order.Attempts - 1));
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update orders set due_at = @due, error = @error where channel = @Channel and number = @Number and token = @Token",
            new
            {
                order.Channel,
                order.Number,
                order.Token,
                due,
                error,
            },
            transaction
        );
        await Deadlines.AnnounceAsync(transaction, due, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<(IReadOnlyList<ChannelOrderRow> Rows, long Total)> ListAsync(
        string? status,
        string? channel,
        int page,
        int pageSize,
        CancellationToken cancellationToken
    )
    {
        const string Filter = "(@status is null or status = @status) and (@channel is null or channel = @channel)";
        var values = new
        {
            status,
            channel,
            pageSize,
            skip = (page - 1L) * pageSize,
        };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var total = await connection.ExecuteScalarAsync<long>($"select count(*) from orders where {Filter}", values);
        var rows = await connection.QueryAsync<ChannelOrderRow>(
            $"select {Columns} from orders where {Filter} order by received_at desc, channel, number limit @pageSize offset @skip",
            values
        );
        return (rows.AsList(), total);
    }

    private async Task<bool> MoveAsync(ChannelOrderRow order, Move move, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        DateTime? due = move.IsDue ? now : null;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var moved = await connection.ExecuteAsync(
            """
            update orders set status = @Status, order_id = coalesce(@OrderId, order_id), refusal = coalesce(@Code, refusal), detail = coalesce(@Detail, detail),
                error = @Error, attempts = 0, due_at = @due, updated_at = @now
            where channel = @Channel and number = @Number and token = @Token
            """,
            new
            {
                order.Channel,
                order.Number,
                order.Token,
                move.Status,
                move.OrderId,
                move.Refusal?.Code,
                move.Refusal?.Detail,
                move.Error,
                due,
                now,
            },
            transaction
        );
        if (moved == 0)
            return false;
        if (move.IsOver)
            await listings.TellAgainAsync(transaction, order.Channel, [.. order.Lines.Select(line => line.ProductId).OfType<long>()]);
        if (due is not null)
            await Deadlines.AnnounceAsync(transaction, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private sealed record Move(string Status)
    {
        public Guid? OrderId { get; init; }
        public OrderRefusal? Refusal { get; init; }
        public string? Error { get; init; }
        public bool IsDue { get; init; }
        public bool IsOver { get; init; }
    }
}
