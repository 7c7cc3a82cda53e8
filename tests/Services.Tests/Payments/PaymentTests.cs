using System.Net;
using Dapper;
using ServiceDefaults.Tests.Support;
using Services.Tests.Support;

namespace Services.Tests.Payments;

public sealed class PaymentTests(DatabaseServers servers) : IAsyncLifetime
{
    private Market market = null!;
    private long product;

    public async ValueTask InitializeAsync()
    {
        market = await Market.StartAsync(servers);
        product = await market.AddProductAsync(price: 15_000, stock: 10);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task A_good_card_pays_the_orders_total_and_the_stock_stays_sold()
    {
        var shopper = market.Shopper();
        var order = (await shopper.OrderAsync(product, 3)).Text("id");

        var paid = await shopper.PayAsync(order);

        paid.Status.ShouldBe(HttpStatusCode.Created, paid.ToString());
        paid.Text("status").ShouldBe("PAID");
        paid.Number("amount").ShouldBe(45_000);
        paid.Text("card").ShouldBe("42424242****4242");
        (await shopper.GetPaymentAsync(paid.Text("id"))).Body!.ToJsonString().ShouldBe(paid.Body!.ToJsonString());
        var known = await shopper.GetOrderAsync(order);
        (known.Text("status"), known.Text("paymentId")).ShouldBe(("PAID", paid.Text("id")));
        ((long)(await market.Line.PaymentOfAsync(order))["totalAmount"]!).ShouldBe(45_000);
        await market.StockSettledAsync();
        (await market.StockAsync(product)).ShouldBe(7);
    }

    [Theory]
    [InlineData("4000 0000 0000 0002", "REJECT_CARD_COMPANY")]
    [InlineData("4000 0000 0000 9995", "REJECT_CARD_PAYMENT")]
    [InlineData("4000 0000 0000 9979", "INVALID_CARD_LOST_OR_STOLEN")]
    public async Task A_declined_card_fails_the_order_and_gives_its_stock_back(string card, string code)
    {
        var shopper = market.Shopper();
        var order = (await shopper.OrderAsync(product, 2)).Text("id");

        var declined = await shopper.PayAsync(order, card, "key");

        declined.Status.ShouldBe(HttpStatusCode.PaymentRequired, declined.ToString());
        declined.Text("code").ShouldBe(code);
        (await shopper.PayAsync(order, card, "key")).Text("paymentId").ShouldBe(declined.Text("paymentId"));
        (await shopper.GetOrderAsync(order)).Text("status").ShouldBe("FAILED");
        await market.StockSettledAsync();
        (await market.StockAsync(product)).ShouldBe(10);
    }

    [Fact]
    public async Task A_card_company_that_stumbles_once_is_asked_again()
    {
        var shopper = market.Shopper();
        var order = (await shopper.OrderAsync(product)).Text("id");

        (await shopper.PayAsync(order, "4000 0000 0000 0119")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Requests_that_arrive_at_once_with_one_key_make_one_payment()
    {
        var shopper = market.Shopper();
        var order = (await shopper.OrderAsync(product)).Text("id");
        await using var socket = await OrderSocket.OpenAsync(shopper);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shopper.PayAsync(order, key: "same")));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Created || answer.Status == HttpStatusCode.Accepted);
        answers.Select(answer => answer.Text("id")).Distinct().Count().ShouldBe(1);
        await socket.UntilAsync(order, "PAID");
        (await PaymentsInAsync("PAID")).ShouldBe(1);
    }

    [Fact]
    public async Task An_order_is_paid_once_however_many_payments_are_tried()
    {
        var shopper = market.Shopper();
        var order = (await shopper.OrderAsync(product)).Text("id");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shopper.PayAsync(order)));

        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.Conflict).ShouldBe(9);
        (await shopper.PayAsync(order)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await PaymentsInAsync("PAID")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_for_another_order_is_refused()
    {
        var shopper = market.Shopper();
        var first = (await shopper.OrderAsync(product)).Text("id");
        var second = (await shopper.OrderAsync(product)).Text("id");
        await shopper.PayAsync(first, key: "key");

        (await shopper.PayAsync(second, key: "key")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await shopper.GetOrderAsync(second)).Text("status").ShouldBe("PENDING");
    }

    [Fact]
    public async Task A_key_from_the_checkout_window_pays_only_the_order_and_amount_it_was_opened_for()
    {
        var shopper = market.Shopper();
        var order = (await shopper.OrderAsync(product)).Text("id");
        var cheap = (string)(await OpenAsync(order, 100))["paymentKey"]!;
        var tampered = await PayByKeyAsync(shopper, order, cheap);
        tampered.Status.ShouldBe(HttpStatusCode.PaymentRequired);
        tampered.Text("code").ShouldBe("INVALID_REQUEST");

        var next = (await shopper.OrderAsync(product)).Text("id");
        var exact = (string)(await OpenAsync(next, 15_000))["paymentKey"]!;
        (await PayByKeyAsync(shopper, next, exact)).Status.ShouldBe(HttpStatusCode.Created);

        var last = (await shopper.OrderAsync(product)).Text("id");
        (await PayByKeyAsync(shopper, last, exact)).Status.ShouldBe(HttpStatusCode.PaymentRequired);
        (await shopper.GetOrderAsync(last)).Text("status").ShouldBe("FAILED");
    }

    [Fact]
    public async Task Nobody_pays_or_sees_what_is_not_theirs()
    {
        var owner = market.Shopper("owner");
        var other = market.Shopper("other");
        var order = (await owner.OrderAsync(product)).Text("id");

        (await other.PayAsync(order)).Status.ShouldBe(HttpStatusCode.NotFound);
        var payment = (await owner.PayAsync(order)).Text("id");
        (await other.GetPaymentAsync(payment)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.RefundAsync(payment)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_mistyped_card_is_named_and_costs_nothing()
    {
        var shopper = market.Shopper();
        var order = (await shopper.OrderAsync(product)).Text("id");

        var answer = await shopper.PayAsync(order, "4242 4242 4242 4241");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body!["errors"]!.AsObject().ShouldContainKey("card.number");
        (await shopper.PayAsync(order)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_cards_number_is_nowhere_in_the_database_nor_in_events()
    {
        var shopper = market.Shopper();
        await shopper.PayAsync((await shopper.OrderAsync(product)).Text("id"));
        await using var database = market.PaymentsDatabase();

        var rows = await database.QueryAsync<string>("select p::text from payments p");

        rows.ShouldNotBeEmpty();
        rows.ShouldAllBe(row => !row.Contains("4242424242424242"));
        using var told = new TestConsumer(market.Kafka.Servers, "payments.events");
        string payload;
        do
        {
            payload = (await told.NextAsync()).Message.Value;
            payload.ShouldNotContain("4242424242424242");
        } while (!payload.Contains("\"PAID\""));
    }

    private async Task<long> PaymentsInAsync(string status)
    {
        await using var database = market.PaymentsDatabase();
        return await database.QuerySingleAsync<long>("select count(*) from payments where status = @status", new { status });
    }

    private Task<System.Text.Json.Nodes.JsonNode> OpenAsync(string orderId, long amount) =>
        market.Line.AskAsync(
            HttpMethod.Post,
            "/v1/payments",
            new
            {
                orderId,
                amount,
                cardNumber = Shopper.GoodCard,
            }
        );

    private Task<Answer> PayByKeyAsync(Shopper shopper, string orderId, string paymentKey) =>
        shopper.SendAsync(
            HttpMethod.Post,
            $"{Market.Url(market.Payments)}/api/v1/payments",
            new { orderId, paymentKey },
            Guid.NewGuid().ToString()
        );
}
