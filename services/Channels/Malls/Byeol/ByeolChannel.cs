using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Channels.Malls.Byeol;

/// <summary>별마켓: tells of orders by webhooks; what they did not bring, a list by time does. Items are reviewed before they are on sale.</summary>
internal sealed class ByeolChannel(MallClient http, ByeolOptions options, TimeProvider time) : ISalesChannel
{
    public const string Id = "byeol";

    private const int PageSize = 100;
    private const int MaxDetail = 200;

    /// <summary>Short of the mall's seven days, by a clock that may be ahead of ours.</summary>
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(10);

    private readonly ByeolPushes pushes = new(http, options);

    public string Name => Id;

    public MallLimits Limits { get; } = new(1, 1_000_000_000, PriceStep: 1, MaxStock: 9_999, MaxName: 100, Batch: 16);

    public Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<Push> batch, CancellationToken cancellationToken) =>
        pushes.SendAsync(batch, cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<MallProduct>> ListProductsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        for (var page = 1; ; page++)
        {
            var found = await http.GetAsync(
                FormattableString.Invariant($"items?page={page}&page_size={PageSize}"),
                ByeolJson.Default.ByeolItemPage,
                cancellationToken
            );
            yield return [.. found.Items.SelectMany(Read)];
            if (!found.HasNext)
                yield break;
        }
    }

    /// <summary>
    /// The cursor is the last change seen. Always the first page: whatever changes while one pages leaves its place, so the next page is the first one
    /// from where this one ended.
    /// </summary>
    public async Task<OrderBatch> ListOrdersAsync(string? cursor, bool first, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var from = cursor is null ? now - LongestRange : Parse(cursor);
        if (first && cursor is not null)
            from -= options.Overlap;
        var to = from + LongestRange;
        var isLast = to > now;
        var query = $"orders?from={Write(from)}&page=1&page_size={PageSize}";
        if (!isLast)
            query += $"&to={Write(to)}";
        var page = await http.GetAsync(query, ByeolJson.Default.ByeolOrderPage, cancellationToken);
        DateTimeOffset? newest = page.Orders.Count == 0 ? null : page.Orders.Max(order => order.UpdatedAt);
        // A page full of one moment's changes would come for ever.
        var next =
            page.HasNext ? (newest > from ? newest.Value : from + TimeSpan.FromMilliseconds(1))
            : isLast ? newest ?? from
            : to;
        if (cursor is not null && next < Parse(cursor))
            next = page.HasNext ? next : Parse(cursor);
        return new([.. page.Orders.Select(Read)], next.ToString("O", CultureInfo.InvariantCulture), page.HasNext || !isLast);
    }

    public Task<MallReply> AcknowledgeAsync(string number, Guid orderId, CancellationToken cancellationToken) =>
        TellAsync(number, "confirm", new(orderId.ToString()), ByeolJson.Default.ByeolConfirm, cancellationToken);

    public Task<MallReply> CancelAsync(string number, CancelReason reason, string detail, CancellationToken cancellationToken)
    {
        var code = reason == CancelReason.OutOfStock ? "out_of_stock" : "seller_request";
        var cancel = new ByeolCancel(code, detail.Length > MaxDetail ? detail[..MaxDetail] : detail);
        return TellAsync(number, "cancel", cancel, ByeolJson.Default.ByeolCancel, cancellationToken);
    }

    /// <summary>An order as webhooks and lists tell it.</summary>
    public static MallOrder Read(ByeolOrder order) =>
        new(
            order.OrderId,
            order.State == "cancelled",
            [
                .. order.Lines.Select(line => new MallOrderItem(
                    ProductCode.Parse(line.ExternalItemId),
                    line.ExternalItemId,
                    line.Title,
                    line.Quantity,
                    Won(line.UnitPrice)
                )),
            ],
            Won(order.Amounts.Total),
            order.CreatedAt.UtcDateTime
        );

    public static MallException ReadError(HttpResponseMessage response, JsonElement body)
    {
        var error = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("error", out var inner) ? inner : default;
        var (status, code) = ((int)response.StatusCode, error.Text("code"));
        var message = $"{Id} answered {status} {code}: {error.Text("message")}";
        return new(message, code, status, Pause(response, error)) { Subject = error.Text("item_id") };
    }

    /// <summary>A window's end, by the mall's own clock.</summary>
    private static TimeSpan? Pause(HttpResponseMessage response, JsonElement error) =>
        DateTimeOffset.TryParse(error.Text("reset_at"), CultureInfo.InvariantCulture, out var reset)
            ? reset - (response.Headers.Date ?? DateTimeOffset.UtcNow)
            : null;

    private async Task<MallReply> TellAsync<T>(
        string number,
        string what,
        T body,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var path = $"orders/{Uri.EscapeDataString(number)}/{what}";
            var order = await http.SendAsync(HttpMethod.Post, path, body, type, ByeolJson.Default.ByeolOrder, cancellationToken);
            return order.State == "cancelled" ? MallReply.Cancelled : MallReply.Done;
        }
        catch (MallException refused) when (refused.Code is "order_cancelled")
        {
            return MallReply.Cancelled;
        }
        catch (MallException refused) when (refused.Code is "order_not_found")
        {
            return MallReply.Unknown;
        }
    }

    private static IEnumerable<MallProduct> Read(ByeolItem item) =>
        ProductCode.Parse(item.ExternalItemId) is { } id && item.Options is [var option, ..]
            ? [new(id, item.Title, Won(option.Price), item.Status != "SUSPENDED")]
            : [];

    private static long Won(string amount) =>
        long.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var won)
            ? won
            : throw new MallException($"{Id} names an amount that is none: '{amount}'.");

    private static DateTimeOffset Parse(string cursor) => DateTimeOffset.Parse(cursor, CultureInfo.InvariantCulture);

    private static string Write(DateTimeOffset at) =>
        Uri.EscapeDataString(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
