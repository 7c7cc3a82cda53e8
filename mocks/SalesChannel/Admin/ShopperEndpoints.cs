using System.Text.Json.Nodes;
using Platform.Mocks.SalesChannel.Http;
using Platform.Mocks.SalesChannel.Malls;
using Platform.Mocks.SalesChannel.Webhooks;

namespace Platform.Mocks.SalesChannel.Admin;

/// <summary>What a shopper does at a mall, and what a test may see of it.</summary>
public static class ShopperEndpoints
{
    public static void MapMallAdmin(this IEndpointRouteBuilder routes)
    {
        var street = routes.ServiceProvider.GetRequiredService<MallStreet>();
        var log = routes.ServiceProvider.GetRequiredService<WebhookLog>();
        var webhooks = routes.ServiceProvider.GetRequiredService<WebhookDispatcher>();
        foreach (var name in street.Names)
        {
            var mall = street.Find(name)!;
            routes.MapPost($"/__admin/{name}/orders", context => AnswerAsync(context, call => Buy(mall, call.Body)));
            routes.MapPost($"/__admin/{name}/orders/{{number}}/cancel", context => AnswerAsync(context, call => Cancel(mall, call)));
            routes.MapGet(
                $"/__admin/{name}/orders",
                (int limit = 100) => new JsonArray([.. mall.NewestOrders(limit).Orders.Select(order => MallStreet.Write(mall, order))])
            );
            routes.MapGet($"/__admin/{name}/products", (int limit = 100) => street.Products(mall, limit));
        }
        routes.MapDelete("/__admin/malls", () => Forget(street, log));
        routes.MapGet(
            "/__admin/webhooks",
            (int limit = 100) => new JsonArray([.. log.Newest(limit).Select(delivery => delivery.ToJson())])
        );
        routes.MapPost(
            "/__admin/webhooks/{id}/resend",
            (string id) =>
                webhooks.Resend(id)
                    ? Results.Accepted()
                    : Results.Json(AdminError("UNKNOWN_EVENT", $"There is no event '{id}' (any more)."), statusCode: 404)
        );
    }

    internal static JsonObject AdminError(string code, string detail) => new() { ["code"] = code, ["detail"] = detail };

    private static MallAnswer Buy(Mall mall, Fields body)
    {
        var lines = body.Objects("lines", most: 20)
            .Select(line => (line.Required("product", 100), (int)(line.Whole("quantity", 1, 999) ?? 1)))
            .ToList();
        return new MallAnswer(201, MallStreet.Write(mall, mall.Buy(body.Text("buyer", 50), lines)));
    }

    private static MallAnswer Cancel(Mall mall, MallCall call) =>
        MallStreet.Write(mall, mall.CancelByBuyer(call["number"], call.OptionalBody?.Text("reason", 200)));

    private static void Forget(MallStreet street, WebhookLog log)
    {
        foreach (var name in street.Names)
            street.Find(name)!.Clear();
        log.Clear();
    }

    private static async Task AnswerAsync(HttpContext context, Func<MallCall, MallAnswer> work)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        MallAnswer answer;
        try
        {
            answer = work(new MallCall(context.Request, body.ToArray()));
        }
        catch (MallException refused)
        {
            answer = Describe(refused);
        }
        await MallDoor.WriteAsync(context, answer);
    }

    private static MallAnswer Describe(MallException refused)
    {
        var (status, code, detail) = refused.Reason switch
        {
            Refusal.Invalid => (400, "INVALID_REQUEST", $"'{refused.What}' is missing or malformed."),
            Refusal.UnknownProduct => (404, "UNKNOWN_PRODUCT", $"This mall does not list '{refused.What}'."),
            Refusal.NotOnSale => (409, "NOT_ON_SALE", $"'{refused.What}' is listed, but not on sale."),
            Refusal.SoldOut => (409, "SOLD_OUT", $"The mall has not enough of '{refused.What}' as far as it knows."),
            Refusal.OrderNotFound => (404, "ORDER_NOT_FOUND", $"This mall has no order '{refused.What}'."),
            Refusal.AlreadyCancelled => (409, "ALREADY_CANCELLED", $"Order '{refused.What}' is cancelled."),
            Refusal.AlreadyShipped => (409, "ALREADY_SHIPPED", $"Order '{refused.What}' is on its way."),
            var other => (500, "INTERNAL_ERROR", other.ToString()),
        };
        return new MallAnswer(status, AdminError(code, detail));
    }
}
