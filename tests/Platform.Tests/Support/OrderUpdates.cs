using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Platform.Tests.Support;

/// <summary>What a shopper's open page hears on <c>/ws/orders</c>.</summary>
public sealed class OrderUpdates : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<OrderUpdates> OpenAsync(Uri gateway, Shopper shopper)
    {
        var updates = new OrderUpdates();
        updates._socket.Options.SetRequestHeader("Authorization", $"Bearer {shopper.Token}");
        using var limit = new CancellationTokenSource(Graph.Patience);
        await updates._socket.ConnectAsync(new UriBuilder(gateway) { Scheme = "ws", Path = "/ws/orders" }.Uri, limit.Token);
        return updates;
    }

    /// <summary>The order's next change.</summary>
    public async Task<string> NextAsync(string order)
    {
        using var limit = new CancellationTokenSource(Graph.Patience);
        var buffer = new byte[4096];
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer, limit.Token);
            received.MessageType.ShouldBe(WebSocketMessageType.Text, $"{_socket.CloseStatus} {_socket.CloseStatusDescription}");
            var message = JsonNode.Parse(buffer.AsSpan(0, received.Count))!;
            if ((string)message["orderId"]! == order)
            {
                return (string)message["status"]!;
            }
        }
    }

    /// <summary>Every change of the order up to one of these.</summary>
    public async Task<List<string>> UntilAsync(string order, params string[] ends)
    {
        List<string> changes = [];
        do
        {
            changes.Add(await NextAsync(order));
        } while (!ends.Contains(changes[^1]));
        return changes;
    }

    public void Dispose() => _socket.Dispose();
}
