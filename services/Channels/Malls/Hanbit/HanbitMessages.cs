namespace Channels.Malls.Hanbit;

internal sealed record HanbitNames(string Ko, string? En);

internal sealed record HanbitProduct(
    HanbitNames Names,
    string Description,
    string CategoryCode,
    long Price,
    int Stock,
    string Status,
    string? SellerProductCode = null
);

internal sealed record HanbitProductPage(IReadOnlyList<HanbitProduct> Items, int Page, int Size, long Total);

internal sealed record HanbitPrices(IReadOnlyList<HanbitPrice> Items);

internal sealed record HanbitPrice(string SellerProductCode, long Price);

internal sealed record HanbitStocks(IReadOnlyList<HanbitStock> Items);

internal sealed record HanbitStock(string SellerProductCode, int Stock);

internal sealed record HanbitResults(IReadOnlyList<HanbitResult> Results);

internal sealed record HanbitResult(string SellerProductCode, bool Success, string? Code, string? Message);

internal sealed record HanbitOrder(
    string OrderNo,
    string Status,
    DateTimeOffset OrderedAt,
    IReadOnlyList<HanbitOrderItem> Items,
    long TotalAmount
);

internal sealed record HanbitOrderItem(string SellerProductCode, string ProductName, int Quantity, long UnitPrice);

internal sealed record HanbitOrderPage(IReadOnlyList<HanbitOrder> Orders, string NextCursor, bool HasMore);

internal sealed record HanbitAcknowledge(string SellerOrderNo);

internal sealed record HanbitCancel(string ReasonCode, string Reason);
