using System.Text.Json.Nodes;

namespace Platform.Mocks.Tests.SalesChannel;

public class HanbitProductTests
{
    [Fact]
    public async Task A_product_is_put_by_the_sellers_code_and_keeps_its_number_and_its_stock_when_it_is_put_again()
    {
        await using var malls = await Malls.StartAsync();

        var first = await malls.HanbitAsync(
            "PUT",
            "products/p-1",
            """{ "names": { "ko": "텀블러", "en": "Tumbler" }, "description": "튼튼한", "categoryCode": "kitchen", "price": 15000, "stock": 12 }"""
        );
        var second = await malls.HanbitAsync("PUT", "products/p-1", """{ "names": { "ko": "머그" }, "price": 12000 }""");

        (first.Status, (string?)first.Body["names"]!["en"], (string?)first.Body["status"]).ShouldBe((201, "Tumbler", "ON_SALE"));
        (second.Status, (long)second.Body["price"]!, (int)second.Body["stock"]!).ShouldBe((200, 12_000, 12));
        second.Body["description"].ShouldBeNull();
        ((long)second.Body["productNo"]!).ShouldBe((long)first.Body["productNo"]!);
        var read = await malls.HanbitAsync("GET", "products/p-1");
        read.Body.ToJsonString().ShouldBe(second.Body.ToJsonString());
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_the_state_follows_stock_and_will()
    {
        await using var malls = await Malls.StartAsync();
        await malls.ListAtHanbitAsync();

        var soldOut = await malls.HanbitAsync("PATCH", "products/p-1", new { stock = 0 });
        var suspended = await malls.HanbitAsync("PATCH", "products/p-1", new { status = "SUSPENDED" });
        var again = await malls.HanbitAsync("PATCH", "products/p-1", new { status = "ON_SALE", stock = 3 });
        var unknown = await malls.HanbitAsync("PATCH", "products/p-9", new { stock = 0 });

        ((string?)soldOut.Body["status"], (long)soldOut.Body["price"]!).ShouldBe(("SOLD_OUT", 15_000));
        ((string?)suspended.Body["status"]).ShouldBe("SUSPENDED");
        ((string?)again.Body["status"], (string?)again.Body["names"]!["ko"]).ShouldBe(("ON_SALE", "텀블러"));
        (unknown.Status, unknown.Code).ShouldBe((404, "PRODUCT_NOT_FOUND"));
    }

    [Fact]
    public async Task Prices_and_stocks_are_set_in_bulk_and_one_that_fails_does_not_stop_the_others()
    {
        await using var malls = await Malls.StartAsync();
        await malls.ListAtHanbitAsync("p-1");
        await malls.ListAtHanbitAsync("p-2");

        var prices = await malls.HanbitAsync(
            "POST",
            "products/prices",
            """
            { "items": [{ "sellerProductCode": "p-1", "price": 9990 }, { "sellerProductCode": "p-9", "price": 9990 },
                        { "sellerProductCode": "p-2", "price": 9995 }] }
            """
        );
        var stocks = await malls.HanbitAsync(
            "POST",
            "products/stocks",
            """{ "items": [{ "sellerProductCode": "p-9", "stock": 1 }, { "sellerProductCode": "p-2", "stock": 4 }, { "sellerProductCode": "p-1" }] }"""
        );

        Codes(prices).ShouldBe(["ok", "PRODUCT_NOT_FOUND", "INVALID_PRICE"]);
        Codes(stocks).ShouldBe(["PRODUCT_NOT_FOUND", "ok", "INVALID_REQUEST"]);
        var listed = (await malls.HanbitAsync("GET", "products")).Body["items"]!.AsArray();
        listed.Select(product => ((long)product!["price"]!, (int)product["stock"]!)).ShouldBe([(9_990, 10), (15_000, 4)]);

        static IEnumerable<string?> Codes(Answer answer) =>
            answer.Body["results"]!.AsArray().Select(result => (bool)result!["success"]! ? "ok" : (string?)result["code"]);
    }

    [Fact]
    public async Task Products_are_paged_oldest_first()
    {
        await using var malls = await Malls.StartAsync();
        foreach (var code in new[] { "p-1", "p-2", "p-3" })
            await malls.ListAtHanbitAsync(code);

        var second = await malls.HanbitAsync("GET", "products?page=2&size=2");
        var wrong = await malls.HanbitAsync("GET", "products?size=101");

        ((int)second.Body["total"]!).ShouldBe(3);
        second.Body["items"]!.AsArray().Select(product => (string?)product!["sellerProductCode"]).ShouldBe(["p-3"]);
        (wrong.Status, wrong.Code).ShouldBe((400, "INVALID_REQUEST"));
    }

    [Theory]
    [InlineData("""{ "names": { "ko": "x" }, "stock": 1 }""", "INVALID_REQUEST", "price")]
    [InlineData("""{ "names": { "ko": "x" }, "price": 1000 }""", "INVALID_REQUEST", "stock")]
    [InlineData("""{ "names": { "en": "x" }, "price": 1000, "stock": 1 }""", "INVALID_REQUEST", "names.ko")]
    [InlineData("""{ "names": "x", "price": 1000, "stock": 1 }""", "INVALID_REQUEST", "names")]
    [InlineData("""{ "names": { "ko": "x" }, "price": 1005, "stock": 1 }""", "INVALID_PRICE", "price")]
    [InlineData("""{ "names": { "ko": "x" }, "price": 0, "stock": 1 }""", "INVALID_PRICE", "price")]
    [InlineData("""{ "names": { "ko": "x" }, "price": "1000", "stock": 1 }""", "INVALID_REQUEST", "price")]
    [InlineData("""{ "names": { "ko": "x" }, "price": 1000, "stock": -1 }""", "INVALID_REQUEST", "stock")]
    [InlineData("""{ "names": { "ko": "x" }, "price": 1000, "stock": 100000 }""", "INVALID_REQUEST", "stock")]
    [InlineData("""{ "names": { "ko": "x" }, "price": 1000, "stock": 1, "status": "GONE" }""", "INVALID_REQUEST", "status")]
    [InlineData("""{ "names": { "ko": "\ud800" }, "price": 1000, "stock": 1 }""", "INVALID_REQUEST", "names.ko")]
    [InlineData("[]", "INVALID_REQUEST", "body")]
    [InlineData("no json", "INVALID_REQUEST", "body")]
    public async Task A_malformed_product_is_refused_by_field(string body, string code, string field)
    {
        await using var malls = await Malls.StartAsync();

        var refused = await malls.HanbitAsync("PUT", "products/p-1", body);

        (refused.Status, refused.Code).ShouldBe((400, code));
        ((string)refused.Body["message"]!).ShouldEndWith(": " + field);
        (await malls.HanbitAsync("GET", "products/p-1")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Without_the_key_nothing_is_answered_and_what_there_is_not_is_not_found()
    {
        await using var malls = await Malls.StartAsync();

        var none = await malls.SendAsync("GET", "/hanbit/v2/products", null);
        var wrong = await malls.SendAsync("GET", "/hanbit/v2/products", null, ("X-Hanbit-Api-Key", Malls.ApiKey + "x"));
        var nothing = await malls.HanbitAsync("DELETE", "products/p-1");
        var code = await malls.HanbitAsync("PUT", "products/p%201", """{ "names": { "ko": "x" }, "price": 1000, "stock": 1 }""");

        (none.Status, none.Code).ShouldBe((401, "INVALID_API_KEY"));
        (wrong.Status, wrong.Code).ShouldBe((401, "INVALID_API_KEY"));
        wrong.Body.ToJsonString().ShouldNotContain(Malls.ApiKey);
        (nothing.Status, nothing.Code).ShouldBe((404, "NOT_FOUND"));
        (code.Status, code.Code).ShouldBe((400, "INVALID_REQUEST"));
        wrong.Header("X-Request-Id").ShouldBe((string?)wrong.Body["requestId"]);
    }

    [Fact]
    public async Task A_mall_keeps_so_many_products_only()
    {
        await using var malls = await Malls.StartAsync(null, ("MaxProducts", "1"));
        await malls.ListAtHanbitAsync("p-1");

        var more = await malls.HanbitAsync("PUT", "products/p-2", """{ "names": { "ko": "x" }, "price": 1000, "stock": 1 }""");
        var same = await malls.HanbitAsync("PUT", "products/p-1", """{ "names": { "ko": "x" }, "price": 1000, "stock": 1 }""");

        (more.Status, more.Code).ShouldBe((409, "PRODUCT_LIMIT"));
        same.Status.ShouldBe(200);
        ((JsonArray)(await malls.AdminAsync("GET", "hanbit/products")).Body).Count.ShouldBe(1);
    }
}
