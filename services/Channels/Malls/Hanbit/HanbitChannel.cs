using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Channels.Malls.Hanbit;

/// <summary>한빛몰: polled by a cursor that lags behind, so each poll goes back a while; products by our own code, prices and stocks a hundred at a time.</summary>
internal sealed class HanbitChannel(MallClient http, MallOptions options) : ISalesChannel
{
    public const string Id = "hanbit";
    public const string KeyHeader = "X-Hanbit-Api-Key";

    private const int PageSize = 100;
    private const int MaxReason = 200;
    private readonly HanbitPushes pushes = new(http, options);

    public string Name => Id;

    public MallLimits Limits { get; } = new(10, 1_000_000_000, PriceStep: 10, MaxStock: 99_999, MaxName: 100, Batch: 100);

    public Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<Push> batch, CancellationToken cancellationToken) =>
        pushes.SendAsync(batch, cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<MallProduct>> ListProductsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        for (var page = 1; ; page++)
        {
            var found = await http.GetAsync(
                FormattableString.Invariant($"products?page={page}&size={PageSize}"),
                HanbitJson.Default.HanbitProductPage,
                cancellationToken
            );
            yield return
            [
                .. found.Items.SelectMany(product =>
                    ProductCode.Parse(product.SellerProductCode) is { } id
                        ? new[] { new MallProduct(id, product.Names.Ko, product.Price, product.Status != "SUSPENDED") }
                        : []
                ),
            ];
            if ((long)page * PageSize >= found.Total)
                yield break;
        }
    }

    public async Task<OrderBatch> ListOrdersAsync(string? cursor, bool first, CancellationToken cancellationToken)
    {
        var query = $"orders?limit={PageSize}";
        if (cursor is not null)
            query += $"&cursor={Uri.EscapeDataString(cursor)}";
        if (cursor is not null && first)
            query += FormattableString.Invariant($"&overlapSeconds={Math.Ceiling(options.Overlap.TotalSeconds)}");
        var page = await http.GetAsync(query, HanbitJson.Default.HanbitOrderPage, cancellationToken);
        return new([.. page.Orders.Select(Read)], page.NextCursor, page.HasMore);
    }

    public Task<MallReply> AcknowledgeAsync(string number, Guid orderId, CancellationToken cancellationToken) =>
        TellAsync(number, "acknowledge", new(orderId.ToString()), HanbitJson.Default.HanbitAcknowledge, cancellationToken);

    public Task<MallReply> CancelAsync(string number, CancelReason reason, string detail, CancellationToken cancellationToken)
    {
        var code = reason == CancelReason.OutOfStock ? "OUT_OF_STOCK" : "SELLER_REQUEST";
        var cancel = new HanbitCancel(code, detail.Length > MaxReason ? detail[..MaxReason] : detail);
        return TellAsync(number, "cancel", cancel, HanbitJson.Default.HanbitCancel, cancellationToken);
    }

    public static MallException ReadError(HttpResponseMessage response, JsonElement body)
    {
        var (status, code) = ((int)response.StatusCode, body.Text("code"));
        var message = $"{Id} answered {status} {code}: {body.Text("message")}";
        return new(message, code, status, response.Headers.RetryAfter?.Delta);
    }

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
            var order = await http.SendAsync(HttpMethod.Post, path, body, type, HanbitJson.Default.HanbitOrder, cancellationToken);
            return order.Status == "CANCELED" ? MallReply.Cancelled : MallReply.Done;
        }
        catch (MallException refused) when (refused.Code is "ORDER_CANCELED" or "ALREADY_CANCELED")
        {
            return MallReply.Cancelled;
        }
        catch (MallException refused) when (refused.Code is "ORDER_NOT_FOUND")
        {
            return MallReply.Unknown;
        }
    }

    private static MallOrder Read(HanbitOrder order) =>
        new(
            order.OrderNo,
            order.Status == "CANCELED",
            [
                .. order.Items.Select(item => new MallOrderItem(
                    ProductCode.Parse(item.SellerProductCode),
                    item.SellerProductCode,
                    item.ProductName,
                    item.Quantity,
                    item.UnitPrice
                )),
            ],
            order.TotalAmount,
            order.OrderedAt.UtcDateTime
        );
}
