using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Platform.Dashboard.Security;

namespace Platform.Dashboard.Live;

/// <summary>The one WebSocket of a tab: the key comes first, then ticks go out. Data is fetched over HTTP.</summary>
internal static class LiveSocket
{
    /// <summary>As HTTP's 401, in the range that is free for applications.</summary>
    private const WebSocketCloseStatus Unauthorized = (WebSocketCloseStatus)4401;
    private const int LargestMessage = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly JsonEncodedText[] Names =
    [
        .. Enum.GetValues<Topic>().Select(topic => JsonEncodedText.Encode(topic.ToString().ToLowerInvariant())),
    ];

    public static async Task ServeAsync(
        HttpContext context,
        LiveHub hub,
        BrowserAccess access,
        TimeProvider time,
        IHostApplicationLifetime lifetime
    )
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await TypedResults
                .Problem("This is a WebSocket's address.", statusCode: StatusCodes.Status426UpgradeRequired)
                .ExecuteAsync(context);
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var first = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, patience.Token);
            if (!access.Allows(await ReadKeyAsync(socket, first.Token)))
            {
                await socket.CloseOutputAsync(Unauthorized, "Log in.", ended.Token);
                return;
            }
            await TickAsync(socket, hub, ended);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The tab was closed, or the dashboard ends: either way nobody is left to tell.
            socket.Abort();
        }
    }

    private static async Task TickAsync(WebSocket socket, LiveHub hub, CancellationTokenSource ended)
    {
        var client = hub.Join();
        var sending = SendAsync(socket, client, ended.Token);
        try
        {
            // Nothing is expected but the end.
            var buffer = new byte[LargestMessage];
            while ((await socket.ReceiveAsync(buffer.AsMemory(), ended.Token)).MessageType != WebSocketMessageType.Close) { }
        }
        finally
        {
            hub.Leave(client);
            await ended.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    private static async Task SendAsync(WebSocket socket, LiveClient client, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        await using var json = new Utf8JsonWriter(buffer);
        while (true)
        {
            var (sequence, topics) = await client.NextAsync(cancellationToken);
            buffer.ResetWrittenCount();
            json.Reset();
            json.WriteStartObject();
            json.WriteNumber("seq"u8, sequence);
            json.WriteStartArray("topics"u8);
            for (var topic = 0; topic < Names.Length; topic++)
            {
                if ((topics & 1 << topic) != 0)
                {
                    json.WriteStringValue(Names[topic]);
                }
            }
            json.WriteEndArray();
            json.WriteEndObject();
            await json.FlushAsync(cancellationToken);
            await socket.SendAsync(buffer.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
    }

    /// <summary>Null where the first message is none of ours.</summary>
    private static async Task<string?> ReadKeyAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestMessage];
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += read.Count;
            if (read.MessageType != WebSocketMessageType.Text || (length == buffer.Length && !read.EndOfMessage))
            {
                return null;
            }
            if (read.EndOfMessage)
            {
                break;
            }
        }
        try
        {
            using var message = JsonDocument.Parse(buffer.AsMemory(0, length));
            return
                message.RootElement.ValueKind is JsonValueKind.Object
                && message.RootElement.TryGetProperty("key"u8, out var key)
                && key.ValueKind is JsonValueKind.String
                ? key.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
