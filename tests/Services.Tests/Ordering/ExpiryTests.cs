using System.Net;
using ServiceDefaults.Tests.Support;
using Services.Tests.Support;

namespace Services.Tests.Ordering;

public sealed class ExpiryTests(DatabaseServers servers)
{
    [Fact]
    public async Task An_order_that_nobody_pays_expires_and_gives_its_stock_back()
    {
        await using var market = await Market.StartAsync(servers, "Ordering:OrderLifetime=00:00:01");
        var product = await market.AddProductAsync(stock: 4);
        var shopper = market.Shopper();
        await using var socket = await OrderSocket.OpenAsync(shopper);

        var order = (await shopper.OrderAsync(product, 3)).Text("id");
        await socket.UntilAsync(order, "EXPIRED");

        (await shopper.CancelOrderAsync(order)).Text("code").ShouldBe("not_cancellable");
        (await shopper.PayAsync(order)).Status.ShouldBe(HttpStatusCode.Conflict);
        await StockIsAsync(market, product, 4);
    }

    [Fact]
    public async Task Two_replicas_expire_many_orders_each_once()
    {
        await using var market = await Market.StartAsync(servers, "Ordering:OrderLifetime=00:00:02");
        await market.StartOrderingAsync("Ordering:OrderLifetime=00:00:02");
        var product = await market.AddProductAsync(stock: 60);
        var shopper = market.Shopper();
        await using var socket = await OrderSocket.OpenAsync(shopper);

        var orders = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => shopper.OrderAsync(product)));
        var expired = new HashSet<string>();
        while (expired.Count < orders.Length)
        {
            var message = (await socket.NextAsync())!;
            if ((string)message["status"]! == "EXPIRED")
                expired.Add((string)message["orderId"]!).ShouldBeTrue();
        }

        await StockIsAsync(market, product, 60);
        using var told = new TestConsumer(market.Kafka.Servers, "ordering.orders");
        expired.Clear();
        while (expired.Count < orders.Length)
        {
            var message = (await told.NextAsync()).Message;
            if (Event.TypeOf(message) == "order.expired")
                expired.Add(message.Key).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Stock_that_was_let_go_while_Catalog_was_away_is_back_when_it_is()
    {
        await using var market = await Market.StartAsync(servers, "Resilience:catalog:MaxRetries=0");
        var product = await market.AddProductAsync(stock: 2);
        var shopper = market.Shopper();
        var order = (await shopper.OrderAsync(product)).Text("id");
        var url = Market.Url(market.Catalog);
        await market.StopAsync(market.Catalog);

        (await shopper.CancelOrderAsync(order)).Text("status").ShouldBe("CANCELLED");
        (await shopper.OrderAsync(product)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await market.RestartCatalogAsync(url);

        await StockIsAsync(market, product, 2);
    }

    /// <summary>The release follows the change of state.</summary>
    private static async Task StockIsAsync(Market market, long product, int expected)
    {
        await market.StockSettledAsync();
        (await market.StockAsync(product)).ShouldBe(expected);
    }
}
