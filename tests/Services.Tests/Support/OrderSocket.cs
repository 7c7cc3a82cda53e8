using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Services.Tests.Support;

/// <summary>What a shopper's open page hears on <c>/ws/orders</c>.</summary>
public sealed class OrderSocket : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();

    public static async Task<OrderSocket> OpenAsync(string serviceUrl, string token, bool tokenInQuery = false)
    {
        var listening = new OrderSocket();
        var url = serviceUrl.Replace("http://", "ws://", StringComparison.Ordinal) + "/ws/orders";
        if (tokenInQuery)
            url += $"?access_token={token}";
        else
            listening.socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await listening.socket.ConnectAsync(new Uri(url), Limit());
        return listening;
    }

    public static Task<OrderSocket> OpenAsync(Shopper shopper) => OpenAsync(shopper.OrderingUrl, shopper.Token);

    /// <summary>The next message; null when the service closes.</summary>
    public async Task<JsonNode?> NextAsync()
    {
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, Limit());
        return received.MessageType == WebSocketMessageType.Close ? null : JsonNode.Parse(buffer.AsSpan(0, received.Count));
    }

    /// <summary>Returns once the order has this status.</summary>
    public async Task UntilAsync(string order, string status)
    {
        while (await NextAsync() is { } message)
        {
            if ((string)message["orderId"]! == order && (string)message["status"]! == status)
                return;
        }
        throw new InvalidOperationException($"The socket closed before order {order} was {status}.");
    }

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Limit() => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;
}
