using System.Text.Json.Nodes;
using Platform.Mocks.Tests.PaymentGateway;

namespace Platform.Mocks.Tests.SalesChannel;

public class ShopperTests
{
    [Theory]
    [InlineData("hanbit")]
    [InlineData("byeol")]
    public async Task However_many_buy_at_once_a_mall_sells_what_was_pushed_to_it(string mall)
    {
        await using var malls = await Malls.StartAsync();
        await ListAsync(malls, mall, "p-1", 10);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => malls.TryBuyAsync(mall)));

        answers.Count(answer => answer.Status == 201).ShouldBe(10);
        answers.Where(answer => answer.Status != 201).ShouldAllBe(answer => answer.Status == 409 && answer.Code == "SOLD_OUT");
        var orders = (await malls.AdminAsync("GET", $"{mall}/orders")).Body.AsArray();
        orders.Select(order => (string?)(order!["orderNo"] ?? order["order_id"])).Distinct().Count().ShouldBe(10);
    }

    [Theory]
    [InlineData("hanbit")]
    [InlineData("byeol")]
    public async Task An_order_of_which_one_line_is_not_there_buys_nothing(string mall)
    {
        await using var malls = await Malls.StartAsync();
        await ListAsync(malls, mall, "p-1", 5);
        await ListAsync(malls, mall, "p-2", 1);

        var soldOut = await BuyAsync(("p-1", 1), ("p-2", 2));
        var twice = await BuyAsync(("p-2", 1), ("p-2", 1));
        var unknown = await BuyAsync(("p-1", 1), ("p-9", 1));
        var both = await BuyAsync(("p-1", 5), ("p-2", 1));

        (soldOut.Status, soldOut.Code).ShouldBe((409, "SOLD_OUT"));
        ((string)soldOut.Body["detail"]!).ShouldContain("p-2");
        twice.Code.ShouldBe("SOLD_OUT");
        (unknown.Status, unknown.Code).ShouldBe((404, "UNKNOWN_PRODUCT"));
        both.Status.ShouldBe(201);

        Task<Answer> BuyAsync(params (string Product, int Quantity)[] lines) =>
            malls.AdminAsync(
                "POST",
                $"{mall}/orders",
                new { buyer = "홍길동", lines = lines.Select(line => new { product = line.Product, quantity = line.Quantity }) }
            );
    }

    [Fact]
    public async Task A_product_can_be_bought_by_the_malls_number_too_and_the_buyer_has_a_name()
    {
        await using var malls = await Malls.StartAsync();
        await malls.ListAtHanbitAsync();
        var option = (string)(await malls.ListAtByeolAsync())["options"]![0]!["option_id"]!;
        var number = (await malls.HanbitAsync("GET", "products/p-1")).Body["productNo"]!.ToJsonString();

        var hanbit = await malls.AdminAsync("POST", "hanbit/orders", $$"""{ "buyer": "홍길동", "lines": [{ "product": "{{number}}" }] }""");
        var byeol = await malls.BuyAsync("byeol", option);

        ((string?)hanbit.Body["buyer"]!["name"], (string?)hanbit.Body["items"]![0]!["sellerProductCode"]).ShouldBe(("홍길동", "p-1"));
        ((string?)byeol["lines"]![0]!["external_option_id"]).ShouldBe("p-1");
        ((string?)byeol["buyer"]!["name"]).ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("""{ "lines": [] }""")]
    [InlineData("""{ "lines": [{ "quantity": 1 }] }""")]
    [InlineData("""{ "lines": [{ "product": "p-1", "quantity": 0 }] }""")]
    [InlineData("""{ "buyer": 1, "lines": [{ "product": "p-1" }] }""")]
    [InlineData("no json")]
    public async Task A_malformed_order_is_refused(string body)
    {
        await using var malls = await Malls.StartAsync();
        await malls.ListAtHanbitAsync();

        var refused = await malls.AdminAsync("POST", "hanbit/orders", body);

        (refused.Status, refused.Code).ShouldBe((400, "INVALID_REQUEST"));
    }

    [Fact]
    public async Task Pushes_and_purchases_at_the_same_time_lose_nothing()
    {
        await using var malls = await Malls.StartAsync();
        await malls.ListAtHanbitAsync(stock: 500);

        var patches = Enumerable.Range(1, 30).Select(i => malls.HanbitAsync("PATCH", "products/p-1", new { price = i * 10 }));
        var purchases = Enumerable.Range(0, 30).Select(_ => malls.TryBuyAsync("hanbit", "p-1", 2));
        var answers = await Task.WhenAll(patches.Concat(purchases));
        var cancelled = await Task.WhenAll(
            answers[30..40].Select(bought => malls.AdminAsync("POST", $"hanbit/orders/{bought.Body["orderNo"]}/cancel"))
        );

        answers.ShouldAllBe(answer => answer.Status == 200 || answer.Status == 201);
        cancelled.ShouldAllBe(answer => answer.Status == 200);
        ((int)(await malls.HanbitAsync("GET", "products/p-1")).Body["stock"]!).ShouldBe(500 - (20 * 2));
    }

    [Fact]
    public async Task The_oldest_orders_leave_when_there_are_too_many_and_all_goes_when_it_is_asked_for()
    {
        await using var malls = await Malls.StartAsync(null, ("MaxOrders", "2"));
        await malls.ListAtHanbitAsync();
        var numbers = new List<string?>();
        for (var i = 0; i < 3; i++)
            numbers.Add((string?)(await malls.BuyAsync("hanbit"))["orderNo"]);

        var kept = (await malls.AdminAsync("GET", "hanbit/orders")).Body.AsArray().Select(order => (string?)order!["orderNo"]).ToList();
        await malls.AdminAsync("DELETE", "malls");

        kept.ShouldBe([numbers[2], numbers[1]]);
        ((JsonArray)(await malls.AdminAsync("GET", "hanbit/orders")).Body).ShouldBeEmpty();
        (await malls.HanbitAsync("GET", "products/p-1")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Nobody_buys_by_himself_unless_a_demo_wants_it()
    {
        var time = new ManualTime();
        await using var malls = await Malls.StartAsync(time, ("OrdersPerMinute", "6"));
        await malls.ListAtHanbitAsync();
        await malls.ListAtByeolAsync();

        await time.WhenWaitingAsync(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));

        foreach (var mall in new[] { "hanbit", "byeol" })
            while ((await malls.AdminAsync("GET", $"{mall}/orders")).Body.AsArray().Count == 0)
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }

    private static Task ListAsync(Malls malls, string mall, string code, int stock) =>
        mall == "hanbit" ? malls.ListAtHanbitAsync(code, stock) : malls.ListAtByeolAsync(code, stock);
}
