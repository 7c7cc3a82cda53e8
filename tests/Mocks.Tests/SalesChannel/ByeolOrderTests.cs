using System.Text.Json.Nodes;
using Platform.Mocks.Tests.PaymentGateway;

namespace Platform.Mocks.Tests.SalesChannel;

public class ByeolOrderTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task An_order_says_what_was_bought_and_goes_from_paid_to_shipped()
    {
        await using var malls = await Malls.StartAsync(time);
        var item = await malls.ListAtByeolAsync();

        var placed = await malls.BuyAsync("byeol", "p-1", 2);
        var id = (string?)placed["order_id"];
        var early = await malls.ByeolAsync("POST", $"orders/{id}/shipments", new { carrier = "CJ", tracking_number = "1" });
        var confirmed = await malls.ByeolAsync("POST", $"orders/{id}/confirm", new { seller_order_id = "o-1" });
        var again = await malls.ByeolAsync("POST", $"orders/{id}/confirm");
        var shipped = await malls.ByeolAsync("POST", $"orders/{id}/shipments", new { carrier = "CJ", tracking_number = "1234" });
        var cancel = await malls.ByeolAsync("POST", $"orders/{id}/cancel", new { reason = "out_of_stock" });

        var line = placed["lines"]!.AsArray().Single()!;
        ((string?)placed["state"], (int)placed["revision"]!, (string?)placed["amounts"]!["total"]).ShouldBe(("paid", 1, "30000"));
        ((string?)line["item_id"], (string?)line["external_option_id"], (string?)line["unit_price"]).ShouldBe(
            ((string?)item["item_id"], "p-1", "15000")
        );
        (early.Status, early.ByeolCode).ShouldBe((409, "order_not_confirmed"));
        ((string?)confirmed.Body["state"], (int)confirmed.Body["revision"]!).ShouldBe(("confirmed", 2));
        again.Body.ToJsonString().ShouldBe(confirmed.Body.ToJsonString());
        ((string?)shipped.Body["state"], (string?)shipped.Body["shipment"]!["tracking_number"]).ShouldBe(("shipped", "1234"));
        (cancel.Status, cancel.ByeolCode).ShouldBe((409, "order_shipped"));
    }

    [Fact]
    public async Task A_cancelled_order_is_final_and_gives_nothing_back_whoever_cancelled_it()
    {
        await using var malls = await Malls.StartAsync(time);
        await malls.ListAtByeolAsync(quantity: 3);
        var sellers = (string?)(await malls.BuyAsync("byeol"))["order_id"];
        var buyers = (string?)(await malls.BuyAsync("byeol"))["order_id"];

        var cancelled = await malls.ByeolAsync("POST", $"orders/{sellers}/cancel", new { reason = "out_of_stock", detail = "품절" });
        var again = await malls.ByeolAsync("POST", $"orders/{sellers}/cancel", new { reason = "out_of_stock" });
        await malls.AdminAsync("POST", $"byeol/orders/{buyers}/cancel");
        var confirm = await malls.ByeolAsync("POST", $"orders/{buyers}/confirm");
        var wrong = await malls.ByeolAsync("POST", $"orders/{buyers}/cancel", new { reason = "bored" });

        ((string?)cancelled.Body["state"], (string?)cancelled.Body["cancellation"]!["by"]).ShouldBe(("cancelled", "seller"));
        (again.Status, again.ByeolCode).ShouldBe((409, "order_cancelled"));
        (confirm.Status, confirm.ByeolCode).ShouldBe((409, "order_cancelled"));
        (wrong.Status, (string?)wrong.Body["error"]!["param"]).ShouldBe((400, "reason"));
        var item = (await malls.AdminAsync("GET", "byeol/products")).Body[0]!;
        ((int)item["options"]![0]!["quantity"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Orders_are_listed_by_when_they_last_changed()
    {
        await using var malls = await Malls.StartAsync(time);
        await malls.ListAtByeolAsync();
        var ids = new List<string?>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add((string?)(await malls.BuyAsync("byeol"))["order_id"]);
            time.Advance(TimeSpan.FromSeconds(10));
        }
        await malls.ByeolAsync("POST", $"orders/{ids[1]}/confirm");

        var all = await ListAsync("2026-11-20T10:00:00Z", null);
        var middle = await ListAsync("2026-11-20T10:00:00Z", "2026-11-20T10:00:30Z");
        var second = await ListAsync("2026-11-20T10:00:00Z", null, "&page=2&page_size=3");

        Ids(all).ShouldBe([ids[0], ids[2], ids[3], ids[1]]);
        Ids(middle).ShouldBe([ids[0], ids[2]]);
        Ids(second).ShouldBe([ids[1]]);
        ((int)second["total_count"]!, (bool)second["has_next"]!, (bool)all["has_next"]!).ShouldBe((4, false, false));

        async Task<JsonNode> ListAsync(string from, string? to, string more = "")
        {
            var until = to is null ? "" : "&to=" + Uri.EscapeDataString(to);
            var listed = await malls.ByeolAsync("GET", $"orders?from={Uri.EscapeDataString(from)}{until}{more}");
            listed.Status.ShouldBe(200, listed.Body.ToJsonString());
            return listed.Body;
        }
    }

    [Theory]
    [InlineData("", "invalid_parameter")]
    [InlineData("from=today", "invalid_parameter")]
    [InlineData("from=2026-11-20T09:00:00Z&page=0", "invalid_parameter")]
    [InlineData("from=2026-11-20T11:00:00Z", "invalid_range")]
    [InlineData("from=2026-11-12T10:00:00Z", "invalid_range")]
    [InlineData("from=2026-11-20T09:00:00Z&to=2026-11-20T08:00:00Z", "invalid_range")]
    public async Task A_wrong_range_is_refused(string query, string code)
    {
        await using var malls = await Malls.StartAsync(time);

        var refused = await malls.ByeolAsync("GET", "orders?" + query);

        (refused.Status, refused.ByeolCode).ShouldBe((400, code));
    }

    private static List<string?> Ids(JsonNode page) => [.. page["orders"]!.AsArray().Select(order => (string?)order!["order_id"])];
}
