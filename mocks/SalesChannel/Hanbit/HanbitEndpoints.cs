using System.Text.Json.Nodes;
using Platform.Mocks.SalesChannel.Http;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Hanbit;

/// <summary>The seller's calls under <c>/hanbit/v2</c>.</summary>
public static class HanbitEndpoints
{
    private const long MaxPrice = 1_000_000_000;
    private const int MaxStock = 99_999;

    public static void MapHanbit(this IEndpointRouteBuilder routes)
    {
        var mall = routes.ServiceProvider.GetRequiredService<HanbitMall>();
        var feed = routes.ServiceProvider.GetRequiredService<HanbitFeed>();
        var door = routes.ServiceProvider.GetRequiredService<HanbitDoor>();

        Map("PUT", "products/{code}", call => Put(mall, Code(call), call));
        Map("PATCH", "products/{code}", call => HanbitJson.Write(mall.Patch(Code(call), Product(call.Body))));
        Map("GET", "products/{code}", call => HanbitJson.Write(mall.GetProduct(call["code"])));
        Map("GET", "products", call => List(mall, call));
        Map(
            "POST",
            "products/prices",
            call => Bulk(call, (code, item) => mall.Patch(code, Change(price: Price(item) ?? throw item.Invalid("price"))))
        );
        Map(
            "POST",
            "products/stocks",
            call => Bulk(call, (code, item) => mall.Patch(code, Change(stock: Stock(item) ?? throw item.Invalid("stock"))))
        );
        Map("GET", "orders", call => feed.Read(call));
        Map("GET", "orders/{number}", call => HanbitJson.Write(mall.Get(call["number"])));
        Map("POST", "orders/{number}/acknowledge", call => Acknowledge(mall, call));
        Map("POST", "orders/{number}/ship", call => Ship(mall, call));
        Map("POST", "orders/{number}/cancel", call => Cancel(mall, call));
        routes.MapFallback("/hanbit/{**rest}", context => door.AnswerAsync(context, _ => throw new MallException(Refusal.NotFound)));

        void Map(string method, string path, Func<MallCall, MallAnswer> work) =>
            routes.MapMethods("/hanbit/v2/" + path, [method], context => door.AnswerAsync(context, work));
    }

    private static MallAnswer Put(HanbitMall mall, string code, MallCall call)
    {
        var (product, isNew) = mall.Put(code, Product(call.Body));
        return new MallAnswer(isNew ? 201 : 200, HanbitJson.Write(product));
    }

    private static JsonObject List(HanbitMall mall, MallCall call)
    {
        var page = call.Query("page", otherwise: 1, least: 1, most: 1_000_000);
        var size = call.Query("size", otherwise: 50, least: 1, most: 100);
        var (products, total) = mall.Page((page - 1) * size, size);
        return new JsonObject
        {
            ["items"] = new JsonArray([.. products.Select(HanbitJson.Write)]),
            ["page"] = page,
            ["size"] = size,
            ["total"] = total,
        };
    }

    private static MallAnswer Bulk(MallCall call, Action<string, Fields> change)
    {
        var results = call.Body.Objects("items", most: 100).Select(item => (JsonNode)One(item)).ToArray();
        return new JsonObject { ["results"] = new JsonArray(results) };

        JsonObject One(Fields item)
        {
            var code = item.Code("sellerProductCode");
            try
            {
                change(code, item);
                return new JsonObject { ["sellerProductCode"] = code, ["success"] = true };
            }
            catch (MallException refused)
            {
                var (_, error, message) = HanbitDoor.Describe(refused);
                return new JsonObject
                {
                    ["sellerProductCode"] = code,
                    ["success"] = false,
                    ["code"] = error,
                    ["message"] = message,
                };
            }
        }
    }

    private static MallAnswer Acknowledge(HanbitMall mall, MallCall call) =>
        HanbitJson.Write(mall.Acknowledge(call["number"], call.OptionalBody?.Text("sellerOrderNo", 64)));

    private static MallAnswer Ship(HanbitMall mall, MallCall call) =>
        HanbitJson.Write(mall.Ship(call["number"], call.Body.Required("carrierCode", 20), call.Body.Required("trackingNo", 40)));

    private static MallAnswer Cancel(HanbitMall mall, MallCall call)
    {
        var code = call.Body.Required("reasonCode", 40);
        if (code is not ("OUT_OF_STOCK" or "PRICE_ERROR" or "SELLER_REQUEST"))
            throw call.Body.Invalid("reasonCode");
        return HanbitJson.Write(mall.CancelBySeller(call["number"], code, call.Body.Required("reason", 200)));
    }

    private static HanbitProductChange Product(Fields body)
    {
        var names = body.Object("names");
        var status = body.Text("status", 20);
        if (status is not (null or "ON_SALE" or "SUSPENDED"))
            throw body.Invalid("status");
        return new HanbitProductChange(
            names?.Text("ko", 100),
            names?.Text("en", 200, least: 0),
            body.Text("description", 100_000, least: 0),
            body.Text("categoryCode", 100, least: 0),
            Price(body),
            Stock(body),
            status is null ? null : status == "SUSPENDED"
        );
    }

    private static HanbitProductChange Change(long? price = null, int? stock = null) => new(null, null, null, null, price, stock, null);

    private static long? Price(Fields body)
    {
        var price = body.Whole("price", long.MinValue / 2, long.MaxValue / 2);
        return price is null || (price >= 10 && price <= MaxPrice && price % 10 == 0)
            ? price
            : throw body.Invalid("price", Refusal.InvalidPrice);
    }

    private static int? Stock(Fields body) => (int?)body.Whole("stock", 0, MaxStock);

    private static string Code(MallCall call) =>
        Fields.IsCode(call["code"]) ? call["code"] : throw new MallException(Refusal.Invalid, "sellerProductCode");
}
