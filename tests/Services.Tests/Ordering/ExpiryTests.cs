using System.Net;
using Dapper;
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
        await using var database = market.OrderingDatabase();
        (await database.QuerySingleAsync<long>("select count(*) from outbox where type = 'order.expired'")).ShouldBe(60);
    }

    [Fact]
    public async Task Stock_that_Catalog_could_not_be_asked_to_release_is_released_when_it_is_back()
    {
        await using var market = await Market.StartAsync(servers, "Ordering:RetryDelay=00:00:00.100", "Resilience:catalog:MaxRetries=0");
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

    /// <summary>The release follows the change of state: it is over when no command is left.</summary>
    private static async Task StockIsAsync(Market market, long product, int expected)
    {
        await market.StockSettledAsync();
        (await market.StockAsync(product)).ShouldBe(expected);
    }
}
