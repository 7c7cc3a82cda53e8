using Platform.Mocks.Tests.PaymentGateway;

namespace Platform.Mocks.Tests.SalesChannel;

public class ByeolItemTests
{
    private static readonly TimeSpan Review = TimeSpan.FromSeconds(3);
    private readonly ManualTime time = new();

    [Fact]
    public async Task An_item_is_reviewed_before_it_is_sold_and_before_price_and_quantity_can_be_set()
    {
        await using var malls = await Malls.StartAsync(time, ("Byeol:ReviewSeconds", "3"));
        var item = await malls.ListAtByeolAsync();
        var (id, option) = ((string?)item["item_id"], (string?)item["options"]![0]!["option_id"]);

        var early = await malls.ByeolAsync("PUT", $"options/{option}/quantity", new { quantity = 5 });
        var noSale = await malls.TryBuyAsync("byeol");
        time.Advance(Review);
        var approved = await malls.ByeolAsync("GET", $"items/{id}");
        var quantity = await malls.ByeolAsync("PUT", $"options/{option}/quantity", new { quantity = 0 });
        var price = await malls.ByeolAsync("PUT", $"options/{option}/price", new { price = "14999" });

        ((string?)item["status"], (string?)item["options"]![0]!["price"]).ShouldBe(("PENDING", "15000"));
        (early.Status, early.ByeolCode).ShouldBe((409, "item_in_review"));
        (noSale.Status, noSale.Code).ShouldBe((409, "NOT_ON_SALE"));
        ((string?)approved.Body["status"]).ShouldBe("ON_SALE");
        (quantity.Status, (bool)quantity.Body["sold_out"]!).ShouldBe((200, true));
        ((string?)price.Body["price"], (int)price.Body["quantity"]!).ShouldBe(("14999", 0));
    }

    [Fact]
    public async Task A_banned_title_is_rejected_and_reviewed_again_once_it_is_corrected()
    {
        await using var malls = await Malls.StartAsync(time, ("Byeol:ReviewSeconds", "3"));
        var id = (string?)(await malls.ListAtByeolAsync(title: "명품 짝퉁 가방"))["item_id"];
        time.Advance(Review);

        var rejected = (await malls.ByeolAsync("GET", $"items/{id}")).Body;
        var option = (string?)rejected["options"]![0]!["option_id"];
        var quantity = await malls.ByeolAsync("PUT", $"options/{option}/quantity", new { quantity = 1 });
        var corrected = await malls.ByeolAsync("PATCH", $"items/{id}", new { title = "가방" });
        time.Advance(Review);
        var approved = (await malls.ByeolAsync("GET", $"items/{id}")).Body;

        ((string?)rejected["status"]).ShouldBe("REJECTED");
        ((string)rejected["reject_reason"]!).ShouldContain("짝퉁");
        (quantity.Status, quantity.ByeolCode).ShouldBe((409, "item_rejected"));
        ((string?)corrected.Body["status"], (string?)approved["status"]).ShouldBe(("PENDING", "ON_SALE"));
        approved["reject_reason"].ShouldBeNull();
    }

    [Fact]
    public async Task The_sellers_ids_are_taken_once_and_lead_back_to_the_item()
    {
        await using var malls = await Malls.StartAsync();
        var item = await malls.ListAtByeolAsync("p-1");
        await malls.ListAtByeolAsync("p-2");

        var again = await malls.ByeolAsync("POST", "items", Malls.Item("p-1"));
        var option = await malls.ByeolAsync(
            "POST",
            "items",
            """{ "external_item_id": "p-3", "title": "x", "options": [{ "external_option_id": "p-1", "name": "x", "price": "1", "quantity": 1 }] }"""
        );
        var found = await malls.ByeolAsync("GET", "items?external_item_id=p-1");
        var nothing = await malls.ByeolAsync("GET", "items?external_item_id=p-9");
        var second = await malls.ByeolAsync("GET", "items?page=2&page_size=1");

        (again.Status, again.ByeolCode, (string?)again.Body["error"]!["item_id"]).ShouldBe(
            (409, "duplicate_external_id", (string?)item["item_id"])
        );
        (option.Status, option.ByeolCode).ShouldBe((409, "duplicate_external_id"));
        ((int)found.Body["total_count"]!, (string?)found.Body["items"]![0]!["item_id"]).ShouldBe((1, (string?)item["item_id"]));
        ((int)nothing.Body["total_count"]!).ShouldBe(0);
        ((string?)second.Body["items"]![0]!["external_item_id"], (bool)second.Body["has_next"]!).ShouldBe(("p-2", false));
    }

    [Fact]
    public async Task A_renamed_item_stays_on_sale_and_a_suspended_one_is_not_sold()
    {
        await using var malls = await Malls.StartAsync();
        var id = (string?)(await malls.ListAtByeolAsync())["item_id"];

        var renamed = await malls.ByeolAsync("PATCH", $"items/{id}", new { title = "머그", title_en = "Mug" });
        var suspended = await malls.ByeolAsync("PATCH", $"items/{id}", new { sale_status = "SUSPENDED" });
        var noSale = await malls.TryBuyAsync("byeol");
        await malls.ByeolAsync("PATCH", $"items/{id}", new { sale_status = "ON_SALE" });

        ((string?)renamed.Body["title"], (string?)renamed.Body["status"]).ShouldBe(("머그", "ON_SALE"));
        ((string?)suspended.Body["status"], (string?)suspended.Body["title_en"]).ShouldBe(("SUSPENDED", "Mug"));
        noSale.Code.ShouldBe("NOT_ON_SALE");
        ((string?)(await malls.BuyAsync("byeol"))["lines"]![0]!["title"]).ShouldBe("머그");
    }

    [Theory]
    [InlineData("""{ "title": "x", "options": [] }""", "options")]
    [InlineData("""{ "external_item_id": "p 1", "title": "x", "options": [OPTION] }""", "external_item_id")]
    [InlineData("""{ "external_item_id": "p-1", "options": [OPTION] }""", "title")]
    [InlineData(
        """{ "external_item_id": "p-1", "title": "x", "options": [{ "external_option_id": "o", "name": "x", "price": 1, "quantity": 1 }] }""",
        "options[0].price"
    )]
    [InlineData(
        """{ "external_item_id": "p-1", "title": "x", "options": [{ "external_option_id": "o", "name": "x", "price": "0", "quantity": 1 }] }""",
        "options[0].price"
    )]
    [InlineData(
        """{ "external_item_id": "p-1", "title": "x", "options": [{ "external_option_id": "o", "name": "x", "price": "1" }] }""",
        "options[0].quantity"
    )]
    [InlineData("""{ "external_item_id": "p-1", "title": "x", "options": [OPTION, 1] }""", "options[1]")]
    [InlineData("[]", "body")]
    public async Task A_malformed_item_is_refused_by_field(string body, string field)
    {
        await using var malls = await Malls.StartAsync();
        const string option = """{ "external_option_id": "o", "name": "x", "price": "1", "quantity": 1 }""";

        var refused = await malls.ByeolAsync("POST", "items", body.Replace("OPTION", option));

        (refused.Status, refused.ByeolCode, (string?)refused.Body["error"]!["param"]).ShouldBe((400, "invalid_parameter", field));
    }

    [Fact]
    public async Task What_there_is_not_is_not_found()
    {
        await using var malls = await Malls.StartAsync();

        (await malls.ByeolAsync("GET", "items/it_1")).ByeolCode.ShouldBe("item_not_found");
        (await malls.ByeolAsync("PATCH", "items/it_1", new { title = "x" })).ByeolCode.ShouldBe("item_not_found");
        (await malls.ByeolAsync("PUT", "options/op_1/price", new { price = "1" })).ByeolCode.ShouldBe("option_not_found");
        (await malls.ByeolAsync("GET", "orders/or_1")).ByeolCode.ShouldBe("order_not_found");
    }
}
