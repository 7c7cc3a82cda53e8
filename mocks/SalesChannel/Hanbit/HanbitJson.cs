using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Hanbit;

/// <summary>Products and orders as hanbit writes them.</summary>
public static class HanbitJson
{
    public static readonly TimeSpan Seoul = TimeSpan.FromHours(9);

    public static JsonObject Write(HanbitProduct product) =>
        new()
        {
            ["productNo"] = product.Number,
            ["sellerProductCode"] = product.Code,
            ["names"] = new JsonObject { ["ko"] = product.Name, ["en"] = product.NameEn },
            ["description"] = product.Description,
            ["categoryCode"] = product.Category,
            ["price"] = product.Price,
            ["stock"] = product.Stock,
            ["status"] =
                product.IsSuspended ? "SUSPENDED"
                : product.Stock == 0 ? "SOLD_OUT"
                : "ON_SALE",
            ["createdAt"] = Time(product.CreatedAt),
            ["modifiedAt"] = Time(product.ModifiedAt),
        };

    public static JsonObject Write(MallOrder order) =>
        new()
        {
            ["orderNo"] = order.Number,
            ["status"] = order.State switch
            {
                OrderState.Cancelled => "CANCELED",
                var state => state.ToString().ToUpperInvariant(),
            },
            ["orderedAt"] = Time(order.OrderedAt),
            ["changedAt"] = Time(order.ChangedAt),
            ["buyer"] = new JsonObject { ["name"] = order.Buyer.Name, ["phone"] = Phone(order.Buyer) },
            ["receiver"] = new JsonObject
            {
                ["name"] = order.Buyer.Name,
                ["phone"] = Phone(order.Buyer),
                ["zipCode"] = order.Buyer.ZipCode,
                ["address"] = order.Buyer.Address,
                ["message"] = null,
            },
            ["items"] = new JsonArray([.. order.Lines.Select(Line)]),
            ["shippingFee"] = 0,
            ["totalAmount"] = order.Total,
            ["sellerOrderNo"] = order.SellerOrderNumber,
            ["shipment"] = order.Shipment is { } shipment
                ? new JsonObject
                {
                    ["carrierCode"] = shipment.Carrier,
                    ["trackingNo"] = shipment.TrackingNumber,
                    ["shippedAt"] = Time(shipment.At),
                }
                : null,
            ["cancellation"] = order.Cancellation is { } cancellation
                ? new JsonObject
                {
                    ["canceledBy"] = cancellation.ByBuyer ? "BUYER" : "SELLER",
                    ["reasonCode"] = cancellation.ReasonCode,
                    ["reason"] = cancellation.Reason,
                    ["canceledAt"] = Time(cancellation.At),
                }
                : null,
        };

    /// <summary>Korean time with its offset, to the millisecond.</summary>
    public static string Time(DateTimeOffset at) =>
        at.ToOffset(Seoul).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static JsonNode Line(OrderLine line, int index) =>
        new JsonObject
        {
            ["itemNo"] = index + 1,
            ["productNo"] = long.Parse(line.Offer.Number, CultureInfo.InvariantCulture),
            ["sellerProductCode"] = line.Offer.Code,
            ["productName"] = line.Offer.Title,
            ["quantity"] = line.Quantity,
            ["unitPrice"] = line.Offer.Price,
            ["amount"] = line.Amount,
        };

    private static string Phone(Shopper shopper) => $"010-****-{shopper.Phone}";
}
