using System.Net.WebSockets;
using Services.Tests.Support;

namespace Services.Tests.Ordering;

public sealed class OrderUpdatesTests(DatabaseServers servers)
{
    [Fact]
    public async Task A_socket_hears_of_its_shoppers_orders_whichever_replica_changes_them()
    {
        await using var market = await Market.StartAsync(servers);
        var replica = await market.StartOrderingAsync();
        var product = await market.AddProductAsync();
        var shopper = market.Shopper("listener");
        await using var here = await OrderSocket.OpenAsync(Market.Url(market.Ordering), shopper.Token);
        await using var there = await OrderSocket.OpenAsync(Market.Url(replica), shopper.Token, tokenInQuery: true);

        await market.Shopper("somebody else").OrderAsync(product);
        var order = (await shopper.OrderAsync(product)).Text("id");
        await shopper.CancelOrderAsync(order);

        foreach (var socket in new[] { here, there })
        {
            var first = (await socket.NextAsync())!;
            ((string)first["orderId"]!, (string)first["status"]!).ShouldBe((order, "PENDING"));
            var second = (await socket.NextAsync())!;
            ((string)second["orderId"]!, (string)second["status"]!).ShouldBe((order, "CANCELLED"));
        }
    }

    [Fact]
    public async Task A_socket_without_a_token_is_refused()
    {
        await using var market = await Market.StartAsync(servers);

        await Should.ThrowAsync<WebSocketException>(() => OrderSocket.OpenAsync(Market.Url(market.Ordering), "none"));
    }

    [Fact]
    public async Task A_replica_that_stops_says_goodbye_to_its_sockets()
    {
        await using var market = await Market.StartAsync(servers);
        await using var socket = await OrderSocket.OpenAsync(market.Shopper());

        var stopping = market.Ordering.StopAsync();

        (await socket.NextAsync()).ShouldBeNull();
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        await stopping;
    }
}
