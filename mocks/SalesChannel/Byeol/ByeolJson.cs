using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Byeol;

/// <summary>Items and orders as byeol writes them.</summary>
public static class ByeolJson
{
    public static JsonObject Write(ByeolItem item) =>
        new()
        {
            ["item_id"] = item.Id,
            ["external_item_id"] = item.ExternalId,
            ["title"] = item.Title,
            ["title_en"] = item.TitleEn,
            ["description"] = item.Description,
            ["category_id"] = item.Category,
            ["status"] = item.Status,
            ["reject_reason"] = item.RejectReason,
            ["created_at"] = Time(item.CreatedAt),
            ["updated_at"] = Time(item.UpdatedAt),
            ["options"] = new JsonArray([.. item.Options.Select(option => Write(item, option))]),
        };

    public static JsonObject Write(ByeolItem item, ByeolOption option) =>
        new()
        {
            ["option_id"] = option.Id,
            ["item_id"] = item.Id,
            ["external_option_id"] = option.ExternalId,
            ["name"] = option.Name,
            ["price"] = Won(option.Price),
            ["quantity"] = option.Quantity,
            ["sold_out"] = option.Quantity == 0,
        };

    public static JsonObject Write(MallOrder order) =>
        new()
        {
            ["order_id"] = order.Number,
            ["state"] = order.State switch
            {
                OrderState.Acknowledged => "confirmed",
                var state => state.ToString().ToLowerInvariant(),
            },
            ["created_at"] = Time(order.OrderedAt),
            ["updated_at"] = Time(order.ChangedAt),
            ["revision"] = order.Revision,
            ["buyer"] = new JsonObject { ["name"] = order.Buyer.Name, ["phone"] = Phone(order.Buyer) },
            ["ship_to"] = new JsonObject
            {
                ["name"] = order.Buyer.Name,
                ["phone"] = Phone(order.Buyer),
                ["postal_code"] = order.Buyer.ZipCode,
                ["line1"] = order.Buyer.Address,
                ["line2"] = null,
            },
            ["lines"] = new JsonArray([.. order.Lines.Select(Line)]),
            ["amounts"] = new JsonObject
            {
                ["items"] = Won(order.Total),
                ["shipping"] = "0",
                ["total"] = Won(order.Total),
                ["currency"] = "KRW",
            },
            ["seller_order_id"] = order.SellerOrderNumber,
            ["shipment"] = order.Shipment is { } shipment
                ? new JsonObject
                {
                    ["carrier"] = shipment.Carrier,
                    ["tracking_number"] = shipment.TrackingNumber,
                    ["shipped_at"] = Time(shipment.At),
                }
                : null,
            ["cancellation"] = order.Cancellation is { } cancellation
                ? new JsonObject
                {
                    ["by"] = cancellation.ByBuyer ? "buyer" : "seller",
                    ["reason"] = cancellation.ReasonCode,
                    ["detail"] = cancellation.Reason,
                    ["cancelled_at"] = Time(cancellation.At),
                }
                : null,
        };

    /// <summary>UTC, to the millisecond.</summary>
    public static string Time(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Won(long won) => won.ToString(CultureInfo.InvariantCulture);

    private static JsonNode Line(OrderLine line, int index) =>
        new JsonObject
        {
            ["line_id"] = index + 1,
            ["item_id"] = line.Offer.Item.Number,
            ["option_id"] = line.Offer.Number,
            ["external_item_id"] = line.Offer.Item.Code,
            ["external_option_id"] = line.Offer.Code,
            ["title"] = line.Offer.Title,
            ["option_name"] = line.Offer.Item.Name,
            ["quantity"] = line.Quantity,
            ["unit_price"] = Won(line.Offer.Price),
        };

    private static string Phone(Shopper shopper) => $"0504-****-{shopper.Phone}";
}
