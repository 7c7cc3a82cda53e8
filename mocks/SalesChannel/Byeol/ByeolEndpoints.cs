using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Mocks.SalesChannel.Http;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Byeol;

/// <summary>The seller's calls under <c>/byeol/v1</c>.</summary>
public static class ByeolEndpoints
{
    private const int MaxQuantity = 9_999;
    private static readonly TimeSpan MaxRange = TimeSpan.FromDays(7);

    public static void MapByeol(this IEndpointRouteBuilder routes)
    {
        var mall = routes.ServiceProvider.GetRequiredService<ByeolMall>();
        var door = routes.ServiceProvider.GetRequiredService<ByeolDoor>();
        var time = routes.ServiceProvider.GetRequiredService<TimeProvider>();

        Map("POST", "items", call => new MallAnswer(202, ByeolJson.Write(mall.Add(Item(call.Body, time.GetUtcNow())))));
        Map("GET", "items", call => Items(mall, call));
        Map("GET", "items/{id}", call => ByeolJson.Write(mall.GetItem(call["id"])));
        Map("PATCH", "items/{id}", call => ByeolJson.Write(mall.Patch(call["id"], Change(call.Body))));
        Map("PUT", "options/{id}/price", call => Option(mall.SetOption(call["id"], price: Price(call.Body))));
        Map("PUT", "options/{id}/quantity", call => Option(mall.SetOption(call["id"], quantity: Quantity(call.Body))));
        Map("GET", "orders", call => Orders(mall, call, time.GetUtcNow()));
        Map("GET", "orders/{id}", call => ByeolJson.Write(mall.Get(call["id"])));
        Map("POST", "orders/{id}/confirm", call => Confirm(mall, call));
        Map("POST", "orders/{id}/shipments", call => Ship(mall, call));
        Map("POST", "orders/{id}/cancel", call => Cancel(mall, call));
        routes.MapFallback("/byeol/{**rest}", context => door.AnswerAsync(context, _ => throw new MallException(Refusal.NotFound)));

        void Map(string method, string path, Func<MallCall, MallAnswer> work) =>
            routes.MapMethods("/byeol/v1/" + path, [method], context => door.AnswerAsync(context, work));
    }

    private static JsonObject Items(ByeolMall mall, MallCall call)
    {
        var (page, size) = Page(call);
        var (items, total) = mall.Page(call.Query("external_item_id"), (page - 1) * size, size);
        return Listed("items", items.Select(ByeolJson.Write), page, size, total);
    }

    private static JsonObject Orders(ByeolMall mall, MallCall call, DateTimeOffset now)
    {
        var (page, size) = Page(call);
        var from = call.Time("from") ?? throw new MallException(Refusal.Invalid, "from");
        var to = call.Time("to");
        if (from > (to ?? now) || (to ?? now) - from > MaxRange)
            throw new MallException(Refusal.InvalidRange, "from");
        var just = from > DateTimeOffset.MinValue ? from.AddTicks(-1) : from;
        var orders = mall.ChangesAfter(just).Where(order => to is null || order.ChangedAt < to).ToList();
        return Listed("orders", orders.Skip((page - 1) * size).Take(size).Select(ByeolJson.Write), page, size, orders.Count);
    }

    private static (int Page, int Size) Page(MallCall call) =>
        (call.Query("page", otherwise: 1, least: 1, most: 1_000_000), call.Query("page_size", otherwise: 50, least: 1, most: 100));

    private static JsonObject Listed(string name, IEnumerable<JsonNode> all, int page, int size, int total) =>
        new()
        {
            [name] = new JsonArray([.. all]),
            ["page"] = page,
            ["page_size"] = size,
            ["total_count"] = total,
            ["has_next"] = (long)page * size < total,
        };

    private static MallAnswer Confirm(ByeolMall mall, MallCall call) =>
        ByeolJson.Write(mall.Acknowledge(call["id"], call.OptionalBody?.Text("seller_order_id", 64)));

    private static MallAnswer Ship(ByeolMall mall, MallCall call) =>
        ByeolJson.Write(mall.Ship(call["id"], call.Body.Required("carrier", 20), call.Body.Required("tracking_number", 40)));

    private static MallAnswer Cancel(ByeolMall mall, MallCall call)
    {
        var reason = call.Body.Required("reason", 40);
        if (reason is not ("out_of_stock" or "price_error" or "seller_request"))
            throw call.Body.Invalid("reason");
        return ByeolJson.Write(mall.CancelBySeller(call["id"], reason, call.Body.Text("detail", 200, least: 0) ?? ""));
    }

    private static MallAnswer Option((ByeolItem Item, ByeolOption Option) set) => ByeolJson.Write(set.Item, set.Option);

    private static ByeolItem Item(Fields body, DateTimeOffset now)
    {
        var options = body.Objects("options", most: 20)
            .Select(option => new ByeolOption(
                ByeolMall.NewId("op"),
                option.Code("external_option_id"),
                option.Required("name", 100),
                Price(option),
                Quantity(option)
            ))
            .ToList();
        return new ByeolItem(ByeolMall.NewId("it"), body.Code("external_item_id"), body.Required("title", 100), options, now)
        {
            TitleEn = body.Text("title_en", 200, least: 0),
            Description = body.Text("description", 100_000, least: 0),
            Category = body.Text("category_id", 100, least: 0),
        };
    }

    private static ByeolItemChange Change(Fields body)
    {
        var status = body.Text("sale_status", 20);
        if (status is not (null or "ON_SALE" or "SUSPENDED"))
            throw body.Invalid("sale_status");
        return new ByeolItemChange(
            body.Text("title", 100),
            body.Text("title_en", 200, least: 0),
            body.Text("description", 100_000, least: 0),
            body.Text("category_id", 100, least: 0),
            status is null ? null : status == "SUSPENDED"
        );
    }

    private static long Price(Fields body) =>
        long.TryParse(body.Required("price", 10), NumberStyles.None, CultureInfo.InvariantCulture, out var price)
        && price is >= 1 and <= 1_000_000_000
            ? price
            : throw body.Invalid("price");

    private static int Quantity(Fields body) => (int)(body.Whole("quantity", 0, MaxQuantity) ?? throw body.Invalid("quantity"));
}
