using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using ServiceDefaults.Tests.Support;
using Services.Tests.Support;

namespace Services.Tests.Channels;

/// <summary>What malls sell becomes an order here, once, or is cancelled there.</summary>
public sealed class OrderTests(DatabaseServers servers)
{
    [Theory]
    [InlineData(Malls.Hanbit)]
    [InlineData(Malls.Byeol)]
    public async Task An_order_of_a_mall_becomes_one_paid_order_and_the_mall_knows(string mall)
    {
        await using var malls = await Malls.StartAsync(servers);
        var other = mall == Malls.Hanbit ? Malls.Byeol : Malls.Hanbit;
        var product = await malls.SellAsync(price: 15_000, stock: 10);

        var number = Malls.NumberOf(mall, await malls.BuyAsync(mall, product, 2));
        await malls.OrderIsAsync(mall, number, "CONFIRMED");

        (await malls.OrdersAsync()).ShouldBe([(number, "PAID")]);
        await malls.Market.StockSettledAsync();
        (await malls.Market.StockAsync(product)).ShouldBe(8);
        await malls.ShownAsync(other, product, """{ "stock": 8 }""");
        await malls.ShownAsync(mall, product, """{ "stock": 8 }""");
        (await malls.StockAsync(mall, product)).ShouldBe(8);
        var shown = (await malls.AskAsync("/api/v1/channels/orders?status=CONFIRMED")).Body!["items"]!.AsArray().Single()!;
        var there = await malls.AtMallAsync(mall, number);
        ((string?)there[mall == Malls.Hanbit ? "sellerOrderNo" : "seller_order_id"]).ShouldBe((string)shown["orderId"]!);
        ((string)there[mall == Malls.Hanbit ? "status" : "state"]!).ShouldBe(mall == Malls.Hanbit ? "ACKNOWLEDGED" : "confirmed");
        ((long)shown["total"]!, (string)shown["source"]!).ShouldBe((30_000, mall == Malls.Hanbit ? "poll" : "webhook"));
    }

    [Theory]
    [InlineData(Malls.Hanbit)]
    [InlineData(Malls.Byeol)]
    public async Task A_sale_that_finds_no_stock_is_cancelled_at_the_mall_and_shown(string mall)
    {
        await using var malls = await Malls.StartAsync(servers, "Resilience:ordering:MaxRetries=0");
        var product = await malls.SellAsync(stock: 1);
        malls.OrderingLine.Before = _ => Task.FromResult(false);
        var number = Malls.NumberOf(mall, await malls.BuyAsync(mall, product));
        await malls.OrderIsAsync(mall, number, "RECEIVED");
        (await malls.Market.Shopper().OrderAsync(product)).Status.ShouldBe(HttpStatusCode.Created);
        malls.OrderingLine.Before = _ => Task.FromResult(true);

        await malls.OrderIsAsync(mall, number, "CANCELLED_AT_MALL");

        var shown = (await malls.AskAsync("/api/v1/channels/orders?status=CANCELLED_AT_MALL")).Body!["items"]!.AsArray().Single()!;
        ((string)shown["number"]!, (string)shown["refusal"]!["code"]!).ShouldBe((number, "insufficient_stock"));
        var there = await malls.AtMallAsync(mall, number);
        ((string)there["cancellation"]![mall == Malls.Hanbit ? "reasonCode" : "reason"]!).ShouldBe(
            mall == Malls.Hanbit ? "OUT_OF_STOCK" : "out_of_stock"
        );
        (await malls.OrdersAsync()).ShouldBeEmpty();
        await malls.ShownAsync(mall, product, """{ "stock": 0 }""");
        (await malls.StockAsync(mall, product)).ShouldBe(0);
    }

    [Fact]
    public async Task A_mall_that_stumbles_learns_all_the_same_that_its_sale_finds_no_stock()
    {
        await using var malls = await Malls.StartAsync(servers, "Resilience:ordering:MaxRetries=0");
        var product = await malls.SellAsync(stock: 1);
        malls.OrderingLine.Before = _ => Task.FromResult(false);
        var number = Malls.NumberOf(Malls.Hanbit, await malls.BuyAsync(Malls.Hanbit, product));
        await malls.OrderIsAsync(Malls.Hanbit, number, "RECEIVED");
        await malls.Market.Shopper().OrderAsync(product);
        await malls.MisbehaveAsync(new { failRate = 1.0 });

        malls.OrderingLine.Before = _ => Task.FromResult(true);
        // Half of what fails is done all the same, and the mall may then tell of its cancellation before a call of ours succeeds.
        await malls.UntilAsync(
            "orders",
            "exists (select from orders where status = 'CANCELLED_AT_MALL' or (status = 'REJECTED' and attempts > 2))"
        );
        await malls.BehaveAsync();
        await malls.OrderIsAsync(Malls.Hanbit, number, "CANCELLED_AT_MALL");

        ((string)(await malls.AtMallAsync(Malls.Hanbit, number))["cancellation"]!["canceledBy"]!).ShouldBe("SELLER");
        (await malls.OrdersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Malls.Hanbit)]
    [InlineData(Malls.Byeol)]
    public async Task A_buyer_who_cancels_at_the_mall_gives_the_stock_back(string mall)
    {
        await using var malls = await Malls.StartAsync(servers);
        var product = await malls.SellAsync(stock: 5);
        var number = Malls.NumberOf(mall, await malls.BuyAsync(mall, product, 2));
        await malls.OrderIsAsync(mall, number, "CONFIRMED");

        await malls.CancelAsync(mall, number);
        await malls.OrderIsAsync(mall, number, "CANCELLED");

        (await malls.OrdersAsync()).ShouldBe([(number, "CANCELLED")]);
        await malls.Market.StockSettledAsync();
        (await malls.Market.StockAsync(product)).ShouldBe(5);
        await malls.ShownAsync(mall, product, """{ "stock": 5 }""");
        (await malls.StockAsync(mall, product)).ShouldBe(5);
    }

    [Theory]
    [InlineData(Malls.Hanbit)]
    [InlineData(Malls.Byeol)]
    public async Task What_is_cancelled_before_it_could_be_ordered_holds_no_stock(string mall)
    {
        await using var malls = await Malls.StartAsync(servers, "Resilience:ordering:MaxRetries=0");
        var product = await malls.SellAsync(stock: 5);
        malls.OrderingLine.Before = _ => Task.FromResult(false);
        var number = Malls.NumberOf(mall, await malls.BuyAsync(mall, product));
        await malls.OrderIsAsync(mall, number, "RECEIVED");

        await malls.CancelAsync(mall, number);
        await malls.OrderIsAsync(mall, number, "CANCEL_REQUESTED");
        malls.OrderingLine.Before = _ => Task.FromResult(true);
        await malls.OrderIsAsync(mall, number, "CANCELLED");

        await malls.Market.StockSettledAsync();
        // A step that was on its way when the buyer changed his mind may have made the order that the next one cancelled.
        (await malls.OrdersAsync()).ShouldAllBe(order => order.Status == "CANCELLED");
        (await malls.Market.StockAsync(product)).ShouldBe(5);
        // Byeol gives nothing back by itself.
        await malls.UntilAsync("listings", "not exists (select from listings where due_at is not null)");
        (await malls.StockAsync(mall, product)).ShouldBe(5);
    }

    [Fact]
    public async Task An_order_whose_answer_is_lost_is_found_again_and_not_made_twice()
    {
        await using var malls = await Malls.StartAsync(servers, "Resilience:ordering:MaxRetries=0");
        var product = await malls.SellAsync(stock: 5);
        var lost = 0;
        malls.OrderingLine.After = _ => Task.FromResult(Interlocked.Increment(ref lost) > 3);

        var number = Malls.NumberOf(Malls.Byeol, await malls.BuyAsync(Malls.Byeol, product));
        await malls.OrderIsAsync(Malls.Byeol, number, "CONFIRMED");

        lost.ShouldBeGreaterThan(3);
        (await malls.OrdersAsync()).ShouldBe([(number, "PAID")]);
        (await malls.Market.StockAsync(product)).ShouldBe(4);
    }

    [Fact]
    public async Task Orders_that_the_mall_lists_late_and_behind_the_cursor_are_found()
    {
        await using var malls = await Malls.StartAsync(servers);
        var product = await malls.SellAsync(stock: 20);
        await malls.MisbehaveAsync(
            new
            {
                lateRate = 0.5,
                lateSeconds = 3,
                seed = 7,
            }
        );

        var numbers = new List<string>();
        for (var i = 0; i < 10; i++)
            numbers.Add(Malls.NumberOf(Malls.Hanbit, await malls.BuyAsync(Malls.Hanbit, product)));
        await malls.UntilAsync("orders", "(select count(*) from orders where status = 'CONFIRMED') = 10");

        (await malls.OrdersAsync()).ShouldBe(numbers.Order().Select(number => (number, "PAID")));
        (await malls.Market.StockAsync(product)).ShouldBe(10);
    }

    [Fact]
    public async Task What_webhooks_do_not_bring_catching_up_does()
    {
        await using var malls = await Malls.StartAsync(servers);
        var product = await malls.SellAsync(stock: 5);
        await malls.MisbehaveAsync(new { lossRate = 1.0 });

        var number = Malls.NumberOf(Malls.Byeol, await malls.BuyAsync(Malls.Byeol, product));
        await malls.OrderIsAsync(Malls.Byeol, number, "CONFIRMED");
        await malls.CancelAsync(Malls.Byeol, number);
        await malls.OrderIsAsync(Malls.Byeol, number, "CANCELLED");

        (await malls.OrdersAsync()).ShouldBe([(number, "CANCELLED")]);
    }

    [Fact]
    public async Task What_is_not_ours_is_cancelled_at_the_mall()
    {
        await using var malls = await Malls.StartAsync(servers);
        using var http = new HttpClient { BaseAddress = new Uri(Market.Url(malls.Mock)) };
        http.DefaultRequestHeaders.Add("X-Hanbit-Api-Key", "hanbit_test_key");
        var body = new StringContent("""{ "names": { "ko": "남의 것" }, "price": 1000, "stock": 3 }""", null, "application/json");
        (await http.PutAsync("/hanbit/v2/products/x-1", body)).EnsureSuccessStatusCode();

        var number = Malls.NumberOf(Malls.Hanbit, await malls.BuyAsync(Malls.Hanbit, "x-1"));
        await malls.OrderIsAsync(Malls.Hanbit, number, "CANCELLED_AT_MALL");

        ((string)(await malls.AtMallAsync(Malls.Hanbit, number))["cancellation"]!["reasonCode"]!).ShouldBe("SELLER_REQUEST");
    }

    [Fact]
    public async Task A_malls_order_is_one_trace_from_its_webhook_to_the_order_and_the_malls_answer()
    {
        using var spans = new SpanRecorder("");
        await using var malls = await Malls.StartAsync(servers);
        var product = await malls.SellAsync(stock: 5);

        var number = Malls.NumberOf(Malls.Byeol, await malls.BuyAsync(Malls.Byeol, product));
        await malls.OrderIsAsync(Malls.Byeol, number, "CONFIRMED");

        bool IsOf(System.Diagnostics.Activity span, string name) =>
            span.DisplayName == name && (string?)span.GetTagItem("order.number") == number;
        var place = await spans.SpanAsync(span => IsOf(span, "place byeol order"));
        (await spans.SpanAsync(span => IsOf(span, "acknowledge byeol order"))).TraceId.ShouldBe(place.TraceId);
        await using var database = malls.Database();
        var received = await database.QuerySingleAsync<string>("select trace_parent from orders where number = @number", new { number });
        received.ShouldContain(place.TraceId.ToString());
        // What Ordering tells in its turn belongs to the trace too.
        await spans.SpanAsync(span => span.TraceId == place.TraceId && span.DisplayName == "send ordering.orders");
    }

    [Fact]
    public async Task What_is_shown_needs_a_token_and_a_filter_that_makes_sense()
    {
        await using var malls = await Malls.StartAsync(servers);
        using var stranger = new HttpClient { BaseAddress = new Uri(Market.Url(malls.Channels)) };
        foreach (var path in (string[])["", "/orders", "/hanbit/products"])
            (await stranger.GetAsync($"/api/v1/channels{path}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await malls.AskAsync("/api/v1/channels/orders?status=LOST&channel=moon&page=0")).Body!["errors"]!.AsObject().Count.ShouldBe(3);
        (await malls.AskAsync("/api/v1/channels/moon/products")).Status.ShouldBe(HttpStatusCode.NotFound);
        var all = (await malls.AskAsync("/api/v1/channels")).Body!;
        all["items"]!.AsArray().Select(mall => (string)mall!["name"]!).ShouldBe([Malls.Byeol, Malls.Hanbit]);
        var document = JsonNode.Parse(await stranger.GetStringAsync("/openapi/v1.json"))!["paths"]!.AsObject();
        document.Select(path => path.Key).ShouldContain("/api/v1/channels/{name}/products");
        document.Select(path => path.Key).ShouldNotContain(path => path.Contains("internal"));
    }
}
