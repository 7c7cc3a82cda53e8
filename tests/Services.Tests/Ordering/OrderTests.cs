using System.Net;
using Dapper;
using Services.Tests.Support;

namespace Services.Tests.Ordering;

public sealed class OrderTests(DatabaseServers servers) : IAsyncLifetime
{
    private Market market = null!;

    public async ValueTask InitializeAsync() => market = await Market.StartAsync(servers);

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task A_cart_becomes_an_order_with_the_exact_total_and_the_stock_is_reserved()
    {
        var cup = await market.AddProductAsync(price: 15_900, stock: 10);
        var lamp = await market.AddProductAsync(price: 1_290_001, stock: 3, name: "스탠드");
        var shopper = market.Shopper();
        await shopper.PutInCartAsync(cup, 3);
        (await shopper.PutInCartAsync(lamp, 1)).Body!["items"]!.AsArray().Count.ShouldBe(2);

        var order = await shopper.OrderAsync(key: "k1");

        order.Status.ShouldBe(HttpStatusCode.Created, order.ToString());
        order.Text("status").ShouldBe("PENDING");
        order.Number("total").ShouldBe(3 * 15_900 + 1_290_001);
        order.Headers.Location!.ToString().ShouldBe($"/api/v1/orders/{order.Text("id")}");
        (await market.StockAsync(cup)).ShouldBe(7);
        (await market.StockAsync(lamp)).ShouldBe(2);
        (await shopper.GetAsync("/api/v1/cart")).Body!["items"]!.AsArray().ShouldBeEmpty();
        (await shopper.GetOrderAsync(order.Text("id"))).Body!.ToJsonString().ShouldBe(order.Body!.ToJsonString());
    }

    [Fact]
    public async Task The_same_key_and_body_is_the_same_order_and_another_body_is_refused()
    {
        var product = await market.AddProductAsync(stock: 10);
        var shopper = market.Shopper();
        var first = await shopper.OrderAsync(product, 2, "same");

        (await shopper.OrderAsync(product, 2, "same")).Body!.ToJsonString().ShouldBe(first.Body!.ToJsonString());
        (await shopper.OrderAsync(product, 3, "same")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await market.StockAsync(product)).ShouldBe(8);
    }

    [Fact]
    public async Task Requests_that_arrive_at_once_with_one_key_make_one_order()
    {
        var product = await market.AddProductAsync(stock: 10);
        var shopper = market.Shopper();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shopper.OrderAsync(product, 1, "same")));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Created);
        answers.Select(answer => answer.Text("id")).Distinct().Count().ShouldBe(1);
        (await market.StockAsync(product)).ShouldBe(9);
    }

    [Fact]
    public async Task Of_a_hundred_shoppers_for_the_last_ten_pieces_ten_get_one_and_ninety_are_told_so()
    {
        var product = await market.AddProductAsync(stock: 10);
        var shoppers = Enumerable.Range(0, 100).Select(i => market.Shopper($"shopper-{i}")).ToList();

        var answers = await Task.WhenAll(shoppers.Select(shopper => shopper.OrderAsync(product)));

        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(10);
        var refused = answers.Where(answer => answer.Status != HttpStatusCode.Created).ToList();
        refused.Count.ShouldBe(90);
        refused.ShouldAllBe(answer => answer.Status == HttpStatusCode.Conflict && answer.Text("code") == "insufficient_stock");
        refused.ShouldAllBe(answer => answer.Number("productId") == product);
        (await market.StockAsync(product)).ShouldBe(0);
        await using var database = market.OrderingDatabase();
        (await database.QuerySingleAsync<long>("select count(*) from orders")).ShouldBe(10);
    }

    [Fact]
    public async Task A_refusal_is_repeated_for_the_same_key_even_when_there_is_stock_again()
    {
        var product = await market.AddProductAsync(stock: 1);
        var first = await market.Shopper("first").OrderAsync(product);
        var second = market.Shopper("second");
        (await second.OrderAsync(product, 1, "late")).Status.ShouldBe(HttpStatusCode.Conflict);

        await market.Shopper("first").CancelOrderAsync(first.Text("id"));
        await market.StockSettledAsync();

        (await second.OrderAsync(product, 1, "late")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await second.OrderAsync(product, 1, "anew")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_cancelled_order_gives_its_stock_back_once()
    {
        var product = await market.AddProductAsync(stock: 5);
        var shopper = market.Shopper();
        var order = await shopper.OrderAsync(product, 2);

        var cancelled = await shopper.CancelOrderAsync(order.Text("id"));
        var again = await shopper.CancelOrderAsync(order.Text("id"));

        cancelled.Text("status").ShouldBe("CANCELLED");
        again.Status.ShouldBe(HttpStatusCode.OK);
        await market.StockSettledAsync();
        (await market.StockAsync(product)).ShouldBe(5);
    }

    [Fact]
    public async Task Others_find_no_order_and_nobody_without_a_token_finds_anything()
    {
        var product = await market.AddProductAsync();
        var order = (await market.Shopper("owner").OrderAsync(product)).Text("id");
        var other = market.Shopper("other");

        (await other.GetOrderAsync(order)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.CancelOrderAsync(order)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync("/api/v1/orders")).Number("total").ShouldBe(0);
        var nobody = new Shopper(Market.Url(market.Ordering), Market.Url(market.Payments), "none");
        (await nobody.GetOrderAsync(order)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Orders_are_listed_by_page_newest_first()
    {
        var product = await market.AddProductAsync(stock: 10);
        var shopper = market.Shopper();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add((await shopper.OrderAsync(product)).Text("id"));

        var page = await shopper.GetAsync("/api/v1/orders?page=2&pageSize=2");

        page.Number("total").ShouldBe(5);
        page.Body!["items"]!.AsArray().Select(item => (string)item!["id"]!).ShouldBe([ids[2], ids[1]]);
    }

    [Theory]
    [InlineData("""{ "items": [] }""", "items")]
    [InlineData("""{ "items": [null] }""", "items[0]")]
    [InlineData("""{ "items": [{ "productId": "1", "quantity": 1 }] }""", "items[0].productId")]
    [InlineData("""{ "items": [{ "productId": 1, "quantity": 0 }] }""", "items[0].quantity")]
    [InlineData("""{ "items": [{ "productId": 1, "quantity": 1 }, { "productId": 1, "quantity": 1 }] }""", "items[1].productId")]
    public async Task What_is_wrong_with_an_order_is_named_by_field(string body, string field)
    {
        var answer = await market.Shopper().OrderAsync("key", System.Text.Json.Nodes.JsonNode.Parse(body));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body!["errors"]!.AsObject().ShouldContainKey(field);
    }

    [Fact]
    public async Task Without_a_key_or_with_an_empty_cart_there_is_no_order()
    {
        (await market.Shopper().OrderAsync(key: null)).Body!["errors"]!.AsObject().ShouldContainKey("Idempotency-Key");
        (await market.Shopper().OrderAsync(key: "k")).Body!["errors"]!.AsObject().ShouldContainKey("items");
    }

    [Fact]
    public async Task A_product_that_does_not_exist_is_refused_by_name()
    {
        var answer = await market.Shopper().OrderAsync(4711);

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Text("code").ShouldBe("product_not_found");
        answer.Number("productId").ShouldBe(4711);
    }

    [Fact]
    public async Task What_becomes_of_an_order_is_told_in_its_order()
    {
        var product = await market.AddProductAsync();
        var order = (await market.Shopper().OrderAsync(product)).Text("id");
        await market.Shopper().CancelOrderAsync(order);

        var types = await Event.TypesAsync(market, "ordering.orders", order, "order.cancelled");

        types.ShouldBe(["order.created", "order.cancelled"]);
    }
}
