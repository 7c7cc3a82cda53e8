using System.Net.WebSockets;
using System.Text.Json;
using Ordering.Feed;
using Platform.ServiceDefaults.Problems;
using Platform.Services;

namespace Ordering.Apis;

/// <summary><c>/ws/orders</c>: one JSON text message for each change of one of the shopper's orders, whichever replica made it.</summary>
internal static class OrderUpdatesSocket
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    public static void MapOrderUpdates(this WebApplication app) =>
        app.Map("/ws/orders", (RequestDelegate)ServeAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Problem.Of(StatusCodes.Status426UpgradeRequired, "Open /ws/orders as a WebSocket.").ExecuteAsync(context);
            return;
        }
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var updates = context.RequestServices.GetRequiredService<OrderFeed>().Subscribe(context.User.Id());
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var sending = SendAsync(socket, updates, ended.Token);
        var receiving = ReceiveAsync(socket, ended.Token);
        await Task.WhenAny(sending, receiving);
        await ended.CancelAsync();
        await Task.WhenAll(sending, receiving);
        await CloseAsync(socket, stopping.IsCancellationRequested);
    }

    private static async Task SendAsync(WebSocket socket, OrderFeed.Subscription updates, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var update in updates.Updates.ReadAllAsync(cancellationToken))
            {
                var message = JsonSerializer.SerializeToUtf8Bytes(update, OrderingJson.Default.OrderUpdate);
                // A send that is cancelled aborts the socket: only the wait for the next update may be.
                await socket.SendAsync(message, WebSocketMessageType.Text, true, CancellationToken.None);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException)
        {
            // The other side is gone or we stop: closing follows.
        }
    }

    /// <summary>Nothing is expected from the client but its close.</summary>
    private static async Task ReceiveAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[256];
        var closed = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => closed.TrySetResult());
        await Task.WhenAny(DrainAsync(), closed.Task);

        async Task DrainAsync()
        {
            try
            {
                while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close) { }
            }
            catch (Exception error)
                when (error is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // Cut off without a close.
            }
        }
    }

    private static async Task CloseAsync(WebSocket socket, bool stopping)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var patience = new CancellationTokenSource(CloseTimeout);
        var (status, reason) = stopping
            ? (WebSocketCloseStatus.EndpointUnavailable, "This replica stops: connect again.")
            : (WebSocketCloseStatus.NormalClosure, "");
        try
        {
            await socket.CloseOutputAsync(status, reason, patience.Token);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            // Gone already.
        }
    }
}
