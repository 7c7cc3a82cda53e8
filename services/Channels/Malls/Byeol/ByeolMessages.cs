namespace Channels.Malls.Byeol;

internal sealed record ByeolNewItem(
    string ExternalItemId,
    string Title,
    string TitleEn,
    string Description,
    string CategoryId,
    IReadOnlyList<ByeolNewOption> Options
);

internal sealed record ByeolNewOption(string ExternalOptionId, string Name, string Price, int Quantity);

internal sealed record ByeolItem(
    string ItemId,
    string ExternalItemId,
    string Title,
    string Status,
    string? RejectReason,
    IReadOnlyList<ByeolOption> Options
);

internal sealed record ByeolOption(string OptionId, string Price, int Quantity);

internal sealed record ByeolItemChange(string Title, string TitleEn, string Description, string CategoryId, string SaleStatus);

internal sealed record ByeolPrice(string Price);

internal sealed record ByeolQuantity(int Quantity);

internal sealed record ByeolItemPage(IReadOnlyList<ByeolItem> Items, bool HasNext);

internal sealed record ByeolOrder(
    string OrderId,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<ByeolLine> Lines,
    ByeolAmounts Amounts
);

internal sealed record ByeolLine(string ExternalItemId, string Title, int Quantity, string UnitPrice);

internal sealed record ByeolAmounts(string Total);

internal sealed record ByeolOrderPage(IReadOnlyList<ByeolOrder> Orders, bool HasNext);

internal sealed record ByeolConfirm(string SellerOrderId);

internal sealed record ByeolCancel(string Reason, string Detail);

/// <summary>A webhook: of what type, and the order or item that it tells of.</summary>
internal sealed record ByeolEvent(string EventId, string Type, ByeolEventData? Data);

internal sealed record ByeolEventData(ByeolOrder? Order, ByeolItem? Item);
