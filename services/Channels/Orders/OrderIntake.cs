using System.Diagnostics;
using System.Text.Json;
using Channels.Malls;
using Channels.Products;
using Channels.Telemetry;
using Dapper;
using Npgsql;
using Platform.Services;

namespace Channels.Orders;

/// <summary>
/// The one way in for orders, whoever brings them and however often: a number of a mall is one row. That it is cancelled is for good, so neither order
/// nor repetition of what malls tell matters.
/// </summary>
internal sealed class OrderIntake(NpgsqlDataSource database, ListingStore listings, TimeProvider time)
{
    public const string Webhook = "webhook";
    public const string Poll = "poll";

    public async Task<int> ReceiveAsync(
        string channel,
        IReadOnlyCollection<MallOrder> orders,
        string source,
        CancellationToken cancellationToken
    )
    {
        if (orders.Count == 0)
            return 0;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var news = await ReceiveAsync(transaction, channel, orders, source, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return news;
    }

    /// <summary>Takes orders down within the caller's transaction; returns how many told anything new.</summary>
    public async Task<int> ReceiveAsync(
        NpgsqlTransaction transaction,
        string channel,
        IReadOnlyCollection<MallOrder> orders,
        string source,
        CancellationToken cancellationToken
    )
    {
        var now = time.UtcNow();
        var news = 0;
        var known = await KnownAsync(transaction, channel, orders);
        // By number, so that two who bring the same orders wait for each other instead of blocking each other.
        foreach (var order in orders.Where(IsNews).OrderBy(order => order.Number, StringComparer.Ordinal))
        {
            var change = await ReceiveAsync(transaction, channel, order, source, now);
            if (change is null)
                continue;
            news++;
            if (change.IsNew)
                ChannelTelemetry.Received(channel, now - order.OrderedAt);
            // Malls differ in whether they put back on the shelf what was cancelled.
            if (change.Status is ChannelOrderStatus.Cancelled or ChannelOrderStatus.CancelledAtMall)
                await listings.TellAgainAsync(transaction, channel, [.. order.Items.Select(item => item.ProductId).OfType<long>()]);
        }
        if (news > 0)
            await Deadlines.AnnounceAsync(transaction, now, cancellationToken);
        return news;

        bool IsNews(MallOrder order) => !known.TryGetValue(order.Number, out var status) || (order.IsCancelled && !IsCancelled(status));
    }

    /// <summary>Polls overlap: most of what they bring is known, and not worth a write.</summary>
    private static async Task<Dictionary<string, string>> KnownAsync(
        NpgsqlTransaction transaction,
        string channel,
        IReadOnlyCollection<MallOrder> orders
    )
    {
        var known = await transaction.Connection!.QueryAsync<(string Number, string Status)>(
            "select number, status from orders where channel = @channel and number = any(@numbers)",
            new { channel, numbers = orders.Select(order => order.Number).ToArray() },
            transaction
        );
        return known.ToDictionary(order => order.Number, order => order.Status);
    }

    private static bool IsCancelled(string status) =>
        status is ChannelOrderStatus.CancelRequested or ChannelOrderStatus.Cancelled or ChannelOrderStatus.CancelledAtMall;

    /// <summary>Null where nothing is new.</summary>
    private static Task<Change?> ReceiveAsync(
        NpgsqlTransaction transaction,
        string channel,
        MallOrder order,
        string source,
        DateTime now
    ) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<Change>(
            """
            insert into orders as o (channel, number, status, items, total, ordered_at, source, due_at, trace_parent, received_at, updated_at)
            values (@channel, @Number, case when @IsCancelled then 'CANCELLED' else 'RECEIVED' end, @items::jsonb, @Total, @OrderedAt, @source,
                case when @IsCancelled then null else @now end, @trace, @now, @now)
            on conflict (channel, number) do update set
                status = case when o.status = 'REJECTED' then 'CANCELLED_AT_MALL' else 'CANCEL_REQUESTED' end,
                due_at = case when o.status = 'REJECTED' then null else @now end,
                token = o.token + 1, attempts = 0, error = null, updated_at = @now
            where @IsCancelled and o.status in ('RECEIVED', 'ORDERED', 'CONFIRMED', 'REJECTED')
            returning status, xmax = 0 as is_new
            """,
            new
            {
                channel,
                order.Number,
                order.IsCancelled,
                items = JsonSerializer.Serialize(order.Items, ChannelsJson.Default.IReadOnlyListMallOrderItem),
                order.Total,
                order.OrderedAt,
                source,
                trace = Activity.Current?.Id,
                now,
            },
            transaction
        );

    private sealed record Change(string Status, bool IsNew);
}
