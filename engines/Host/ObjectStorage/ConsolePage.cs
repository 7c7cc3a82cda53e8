using System.Net;
using System.Net.Sockets;
using System.Text;
using Platform.Hosting;

namespace Platform.Engines.Host.ObjectStorage;

/// <summary>
/// What answers at the endpoint of a console that this engine does not have: one page that says so, and how to reach the store. Any request gets
/// it; nothing is asked for on it and no secret stands there.
/// </summary>
internal sealed class ConsolePage : IAsyncDisposable
{
    private const int LongestRequest = 16 * 1024;
    private const int Backlog = 16;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stopping = new();
    private readonly byte[] _answer;
    private Task _accepting = Task.CompletedTask;

    private ConsolePage(byte[] answer) => _answer = answer;

    public static ConsolePage Listen(int port, string resource, ObjectStorageSettings settings)
    {
        var page = new ConsolePage(Answer(resource, settings));
        try
        {
            page._socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            page._socket.Listen(Backlog);
            page._accepting = page.AcceptAsync();
            return page;
        }
        catch
        {
            page._socket.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _socket.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                // One after the other: it is for a person who clicked.
                using var client = await _socket.AcceptAsync(_stopping.Token);
                await AnswerAsync(client);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // Told to stop.
        }
    }

    private async Task AnswerAsync(Socket client)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        patience.CancelAfter(s_patience);
        try
        {
            var request = new byte[LongestRequest];
            var length = 0;
            while (length < request.Length && request.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
            {
                var read = await client.ReceiveAsync(request.AsMemory(length), patience.Token);
                if (read == 0)
                {
                    return;
                }

                length += read;
            }

            await client.SendAsync(_answer, patience.Token);
            client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException)
        {
            // It left, or asked nothing for too long.
        }
    }

    private static byte[] Answer(string resource, ObjectStorageSettings settings)
    {
        var endpoint = settings.Endpoint ?? "http://localhost:9000";
        var buckets = settings.Buckets.Count == 0 ? "none" : string.Join(", ", settings.Buckets);
        var page = Encoding.UTF8.GetBytes(
            $"""
            <!doctype html>
            <title>{resource}: no console</title>
            <h1>{resource}: S3 without a console</h1>
            <p>MinIO has a web console here. This store is not MinIO: it is served natively by this platform's S3 engine, which has none.</p>
            <p>S3 API: <code>{endpoint}</code>, path style, region <code>{settings.Region}</code>; buckets of the graph: {buckets}.</p>
            <p>The keys are in the connection string of the resource. With them in <code>AWS_ACCESS_KEY_ID</code> and
            <code>AWS_SECRET_ACCESS_KEY</code>:</p>
            <pre>aws --endpoint-url {endpoint} s3 ls</pre>
            """
        );
        var head =
            $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {page.Length}\r\nConnection: close\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. page];
    }
}
