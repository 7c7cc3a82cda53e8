using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using ServiceDefaults.Tests.Support;
using Services.Tests.Support;

namespace Services.Tests.Events;

/// <summary>What the services tell one another, and what comes of it.</summary>
public sealed class EventTests(DatabaseServers servers) : IAsyncLifetime
{
    private Market market = null!;
    private Shopper shopper = null!;
    private long product;

    public async ValueTask InitializeAsync()
    {
        market = await Market.StartAsync(servers, "Resilience:ordering:MaxRetries=0");
        product = await market.AddProductAsync(price: 10_000, stock: 10);
        shopper = market.Shopper();
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task A_request_is_one_trace_through_outbox_and_Kafka_to_the_consumer()
    {
        using var spans = new SpanRecorder();
        var order = (await shopper.OrderAsync(product)).Text("id");

        using (var root = SpanRecorder.TestSource.StartActivity("shopper")!)
        {
            await shopper.CancelOrderAsync(order);
            root.Stop();
            var send = await spans.SpanAsync(span => span.TraceId == root.TraceId && span.DisplayName == "send ordering.orders");
            var process = await spans.SpanAsync(span => span.TraceId == root.TraceId && span.DisplayName == "process ordering.orders");
            process.ParentSpanId.ShouldBe(send.SpanId);
            process.GetTagItem("messaging.consumer.group.name").ShouldBeOneOf("catalog", "payments");
            // What the consumer's effect tells in its turn belongs to the trace too.
            await spans.SpanAsync(span => span.TraceId == root.TraceId && span.DisplayName == "send catalog.products");
        }
    }

    [Fact]
    public async Task A_product_is_told_whole_with_each_version_and_in_their_order()
    {
        await shopper.OrderAsync(product, 3);
        using var http = new HttpClient { BaseAddress = new Uri(Market.Url(market.Catalog)) };
        await http.PatchAsync($"/internal/products/{product}", System.Net.Http.Json.JsonContent.Create(new { price = 12_000 }));

        using var told = new TestConsumer(market.Kafka.Servers, "catalog.products");
        var reserved = (await told.NextAsync()).Message;
        var edited = (await told.NextAsync()).Message;

        (reserved.Key, edited.Key).ShouldBe(($"{product}", $"{product}"));
        Event.TypeOf(edited).ShouldBe("product.changed");
        ((long)JsonNode.Parse(reserved.Value)!["version"]!, (int)JsonNode.Parse(reserved.Value)!["stock"]!).ShouldBe((2, 7));
        var now = JsonNode.Parse(await http.GetStringAsync($"/api/v1/products/{product}"))!;
        var payload = JsonNode.Parse(edited.Value)!;
        foreach (var (name, value) in now.AsObject())
        {
            if (name == "createdAt")
                ((DateTime)payload[name]!).ToUniversalTime().ShouldBe(((DateTime)value!).ToUniversalTime());
            else
                JsonNode.DeepEquals(payload[name], value).ShouldBeTrue(name);
        }
        ((long)payload["version"]!, (long)payload["price"]!).ShouldBe((3, 12_000));
    }

    [Fact]
    public async Task Without_the_call_the_event_alone_pays_the_order_and_gives_it_back()
    {
        await using var socket = await OrderSocket.OpenAsync(shopper);
        var order = (await shopper.OrderAsync(product, 2)).Text("id");
        var ordering = market.Payments.Configuration["services:ordering:http:0"];
        market.Line.After = path =>
        {
            // The order is held; from now on the call fails.
            market.Payments.Configuration["services:ordering:http:0"] = "http://127.0.0.1:1";
            return Task.FromResult(true);
        };

        var paid = await shopper.PayAsync(order);
        await socket.UntilAsync(order, "PAID");
        await shopper.RefundAsync(paid.Text("id"));
        await socket.UntilAsync(order, "REFUNDED");

        market.Payments.Configuration["services:ordering:http:0"] = ordering;
        await market.StockSettledAsync();
        (await market.StockAsync(product)).ShouldBe(10);
    }

    [Fact]
    public async Task Money_for_an_order_that_does_not_take_it_goes_back()
    {
        var order = (await shopper.OrderAsync(product)).Text("id");
        var cancelled = false;
        market.Line.After = async path =>
        {
            if (path.EndsWith("/confirm") && !cancelled)
            {
                cancelled = true;
                // Against all rules: while the card is charged, the order is taken from its payment.
                await using var database = market.OrderingDatabase();
                await database.ExecuteAsync(
                    "update orders set status = 'CANCELLED', payment_id = null where id = @id",
                    new { id = Guid.Parse(order) }
                );
            }
            return true;
        };

        var payment = (await shopper.PayAsync(order)).Text("id");
        await Market.UntilAsync(
            market.PaymentsDatabase(),
            "payments",
            $"exists (select from payments where id = '{payment}' and status = 'REFUNDED')"
        );

        ((long)(await market.Line.PaymentOfAsync(order))["balanceAmount"]!).ShouldBe(0);
    }

    [Fact]
    public async Task While_the_broker_is_away_shoppers_notice_nothing_and_stock_follows_when_it_is_back()
    {
        var kept = (await shopper.OrderAsync(product, 2)).Text("id");
        var let = (await shopper.OrderAsync(product, 3)).Text("id");
        await market.StockSettledAsync();
        await market.Kafka.StopAsync();

        (await shopper.PayAsync(kept)).Status.ShouldBe(HttpStatusCode.Created);
        (await shopper.GetOrderAsync(kept)).Text("status").ShouldBe("PAID");
        (await shopper.CancelOrderAsync(let)).Text("status").ShouldBe("CANCELLED");
        (await shopper.OrderAsync(product)).Status.ShouldBe(HttpStatusCode.Created);
        await market.Kafka.ResumeAsync();

        await market.StockSettledAsync();
        (await market.StockAsync(product)).ShouldBe(7);
        var types = await Event.TypesAsync(market, "ordering.orders", kept, "order.paid");
        types.ShouldBe(["order.created", "order.paying", "order.paid"]);
    }

    [Fact]
    public async Task Events_that_come_twice_or_after_later_ones_change_nothing()
    {
        var order = (await shopper.OrderAsync(product, 2)).Text("id");
        await shopper.PayAsync(order);
        var payment = (await shopper.GetOrderAsync(order)).Text("paymentId");
        await shopper.CancelOrderAsync(order);
        await market.StockSettledAsync();

        // As if the relay had lost its memory, and its events their ids: all again, the oldest last.
        await using (var payments = market.PaymentsDatabase())
        {
            foreach (var type in (string[])["refunded", "paid", "failed", "withdrawn", "paid"])
                await payments.ExecuteAsync(
                    """
                    insert into outbox (topic, key, type, payload, created_at)
                    values ('payments.events', @order, 'payment.' || @type, jsonb_build_object('orderId', @order, 'paymentId', @payment), now())
                    """,
                    new
                    {
                        order,
                        payment,
                        type,
                    }
                );
        }
        await Market.UntilAsync(market.OrderingDatabase(), "inbox", "(select count(*) from inbox where type like 'payment.%') >= 7");

        (await shopper.GetOrderAsync(order)).Text("status").ShouldBe("REFUNDED");
        await market.StockSettledAsync();
        (await market.StockAsync(product)).ShouldBe(10);
        (await shopper.GetPaymentAsync(payment)).Number("refunded").ShouldBe(20_000);
    }

    [Fact]
    public async Task What_Catalog_cannot_read_lies_among_the_dead_letters_and_holds_nothing_up()
    {
        var order = (await shopper.OrderAsync(product, 4)).Text("id");
        await using (var ordering = market.OrderingDatabase())
            await ordering.ExecuteAsync(
                """
                insert into outbox (topic, key, type, payload, created_at)
                values ('ordering.orders', 'odd', 'order.cancelled', '{"orderId": "no id"}', now())
                """
            );

        await shopper.CancelOrderAsync(order);
        await market.StockSettledAsync();

        (await market.StockAsync(product)).ShouldBe(10);
        using var letters = new TestConsumer(market.Kafka.Servers, "ordering.orders.catalog.dlq");
        var letter = (await letters.NextAsync()).Message;
        letter.Key.ShouldBe("odd");
        Event.TypeOf(letter).ShouldBe("order.cancelled");
    }
}
