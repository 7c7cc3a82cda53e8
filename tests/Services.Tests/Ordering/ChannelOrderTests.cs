using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Services.Tests.Support;

namespace Services.Tests.Ordering;

/// <summary>Orders that external malls have sold: paid there, so without a payment here.</summary>
public sealed class ChannelOrderTests(DatabaseServers servers) : IAsyncLifetime
{
    private Market market = null!;
    private HttpClient ordering = null!;

    public async ValueTask InitializeAsync()
    {
        market = await Market.StartAsync(servers, "Resilience:catalog:MaxRetries=0", "Ordering:ReservationLifetime=00:00:02");
        ordering = new() { BaseAddress = new Uri(Market.Url(market.Ordering)), Timeout = TimeSpan.FromSeconds(60) };
    }

    public async ValueTask DisposeAsync()
    {
        ordering.Dispose();
        await market.DisposeAsync();
    }

    [Fact]
    public async Task What_a_mall_has_sold_is_paid_at_once_at_its_price_and_the_stock_is_sold()
    {
        var cup = await market.AddProductAsync(price: 10_000, stock: 5);

        var order = await PlaceAsync("M-1", cup, quantity: 2, unitPrice: 9_500);
        await market.StockSettledAsync();

        (order.Status, order.Text("status"), order.Number("total")).ShouldBe((HttpStatusCode.OK, "PAID", 19_000));
        (await market.StockAsync(cup)).ShouldBe(3);
        (await ReservationAsync(order.Text("id"))).ShouldBe("confirmed");
        var told = await Event.TypesAsync(market, "ordering.orders", order.Text("id"), "order.paid");
        told.ShouldBe(["order.created", "order.paid"]);
    }

    [Fact]
    public async Task The_same_number_is_one_order_however_often_and_at_once_it_is_asked_for_and_another_malls_is_another()
    {
        var cup = await market.AddProductAsync(stock: 10);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PlaceAsync("M-1", cup)));
        var other = await PlaceAsync("M-1", cup, channel: "byeol");

        answers.Select(answer => answer.Text("id")).Distinct().Count().ShouldBe(1);
        other.Text("id").ShouldNotBe(answers[0].Text("id"));
        (await PlaceAsync("M-1", cup, quantity: 2)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await market.StockAsync(cup)).ShouldBe(8);
    }

    [Fact]
    public async Task Without_stock_it_is_refused_and_stays_refused()
    {
        var cup = await market.AddProductAsync(stock: 1);

        var refused = await PlaceAsync("M-1", cup, quantity: 2);
        await PlaceAsync("M-2", cup);

        (refused.Status, refused.Text("code"), refused.Number("available")).ShouldBe((HttpStatusCode.Conflict, "insufficient_stock", 1));
        (await PlaceAsync("M-1", cup, quantity: 2)).Text("code").ShouldBe("insufficient_stock");
        (await market.StockAsync(cup)).ShouldBe(0);
    }

    [Fact]
    public async Task Cancelled_at_the_mall_it_gives_its_stock_back_once_and_no_payment_is_asked_for()
    {
        var cup = await market.AddProductAsync(stock: 5);
        var order = (await PlaceAsync("M-1", cup, quantity: 2)).Text("id");

        (await CancelAsync("M-1")).Text("orderId").ShouldBe(order);
        (await CancelAsync("M-1")).Text("status").ShouldBe("CANCELLED");
        await market.StockSettledAsync();

        (await market.StockAsync(cup)).ShouldBe(5);
        (await PlaceAsync("M-1", cup, quantity: 2)).Text("status").ShouldBe("CANCELLED");
    }

    [Fact]
    public async Task Cancelled_before_it_was_ordered_it_never_becomes_an_order()
    {
        var cup = await market.AddProductAsync(stock: 5);

        (await CancelAsync("M-1")).Body!["orderId"].ShouldBeNull();

        (await PlaceAsync("M-1", cup)).Text("code").ShouldBe("cancelled");
        (await market.StockAsync(cup)).ShouldBe(5);
    }

    [Fact]
    public async Task Cancelled_while_its_stock_is_being_reserved_it_holds_none()
    {
        var cup = await market.AddProductAsync(stock: 5);
        market.CatalogLine.After = async _ =>
        {
            await CancelAsync("M-1");
            return true;
        };

        (await PlaceAsync("M-1", cup, quantity: 2)).Text("code").ShouldBe("cancelled");
        await market.StockSettledAsync();

        (await market.StockAsync(cup)).ShouldBe(5);
    }

    [Fact]
    public async Task A_reservation_that_was_given_up_is_made_anew_since_the_mall_has_sold_it()
    {
        var cup = await market.AddProductAsync(stock: 5);
        market.CatalogLine.After = path => Task.FromResult(!path.EndsWith("/reservations"));
        (await PlaceAsync("M-1", cup, quantity: 2)).Text("code").ShouldBe("try_again");
        await market.OrderingUntilAsync("order_requests", "exists (select from order_requests where state = 'ABANDONED')");

        market.CatalogLine.After = _ => Task.FromResult(true);

        (await PlaceAsync("M-1", cup, quantity: 2)).Text("status").ShouldBe("PAID");
        await market.StockSettledAsync();
        (await market.StockAsync(cup)).ShouldBe(3);
    }

    [Theory]
    [InlineData("begin")]
    [InlineData("paid")]
    [InlineData("refunded")]
    public async Task No_payment_moves_a_malls_order(string action)
    {
        var cup = await market.AddProductAsync(stock: 5);
        var order = (await PlaceAsync("M-1", cup)).Text("id");

        var step = await ordering.PostAsJsonAsync(
            $"/internal/orders/{order}/payment",
            new
            {
                paymentId = Guid.NewGuid(),
                action,
                userId = "channel:hanbit",
            }
        );

        step.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await using var database = market.OrderingDatabase();
        (await database.QuerySingleAsync<string>("select status from orders where id = @id", new { id = Guid.Parse(order) })).ShouldBe(
            "PAID"
        );
    }

    [Fact]
    public async Task What_makes_no_sense_is_named()
    {
        var wrong = await SendAsync(
            "",
            new
            {
                channel = "",
                externalNumber = "M-1",
                items = new[]
                {
                    new
                    {
                        productId = 1,
                        quantity = 0,
                        unitPrice = -1,
                    },
                },
            }
        );

        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.Body!["errors"]!.AsObject().Select(field => field.Key).ShouldBe(["items[0].quantity", "channel", "items[0].unitPrice"]);
    }

    private Task<Answer> PlaceAsync(string number, long product, int quantity = 1, long unitPrice = 15_000, string channel = "hanbit") =>
        SendAsync(
            "",
            new
            {
                channel,
                externalNumber = number,
                items = new[]
                {
                    new
                    {
                        productId = product,
                        quantity,
                        unitPrice,
                    },
                },
            }
        );

    private Task<Answer> CancelAsync(string number) => SendAsync($"/hanbit/{number}/cancel", null);

    private async Task<Answer> SendAsync(string path, object? body)
    {
        using var response = await ordering.PostAsync($"/internal/orders/channel{path}", body is null ? null : JsonContent.Create(body));
        return new(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync()), response.Headers);
    }

    private async Task<string> ReservationAsync(string order)
    {
        await using var database = market.CatalogDatabase();
        return await database.QuerySingleAsync<string>(
            "select status from reservations where order_id = @id",
            new { id = Guid.Parse(order) }
        );
    }
}
