using System.Net;
using Services.Tests.Support;

namespace Services.Tests.Ordering;

/// <summary>What becomes of stock when Ordering cannot know whether it was reserved.</summary>
public sealed class ReservationTests(DatabaseServers servers)
{
    [Fact]
    public async Task A_reservation_whose_answer_is_lost_is_found_again_by_the_same_key()
    {
        await using var market = await Market.StartAsync(servers, "Resilience:catalog:MaxRetries=0");
        var product = await market.AddProductAsync(stock: 5);
        var shopper = market.Shopper();
        market.CatalogLine.After = _ => Task.FromResult(false);
        (await shopper.OrderAsync(product, 2, "key")).Text("code").ShouldBe("try_again");
        (await market.StockAsync(product)).ShouldBe(3);

        market.CatalogLine.After = _ => Task.FromResult(true);

        (await shopper.OrderAsync(product, 2, "key")).Status.ShouldBe(HttpStatusCode.Created);
        (await market.StockAsync(product)).ShouldBe(3);
    }

    [Fact]
    public async Task A_reservation_that_nobody_comes_back_for_is_released()
    {
        await using var market = await Market.StartAsync(
            servers,
            "Resilience:catalog:MaxRetries=0",
            "Ordering:ReservationLifetime=00:00:02"
        );
        var product = await market.AddProductAsync(stock: 5);
        var shopper = market.Shopper();
        market.CatalogLine.After = path => Task.FromResult(!path.EndsWith("/reservations"));
        (await shopper.OrderAsync(product, 2, "key")).Text("code").ShouldBe("try_again");

        await market.OrderingUntilAsync("order_requests", "exists (select from order_requests where state = 'ABANDONED')");
        await market.StockSettledAsync();

        (await market.StockAsync(product)).ShouldBe(5);
        market.CatalogLine.After = _ => Task.FromResult(true);
        (await shopper.OrderAsync(product, 2, "key")).Text("code").ShouldBe("abandoned");
        (await market.StockAsync(product)).ShouldBe(5);
    }
}
