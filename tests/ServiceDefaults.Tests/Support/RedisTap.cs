using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServiceDefaults.Tests.Support;

/// <summary>Between a service and Redis: hears what the service says, and can keep the answers back.</summary>
internal sealed class RedisTap : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int port;
    private readonly ConcurrentQueue<string> said = new();
    private readonly ConcurrentBag<Task> relays = [];
    private readonly CancellationTokenSource ended = new();
    private readonly Task accepting;
    private volatile bool silent;

    public RedisTap(int port)
    {
        this.port = port;
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>All that was sent to Redis, in the order of its arrival.</summary>
    public string Said => string.Concat(said);

    /// <summary>From now on no answer gets through.</summary>
    public void KeepAnswersBack() => silent = true;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(relays);
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                relays.Add(ServeAsync(await listener.AcceptTcpClientAsync(ended.Token)));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
            // The end of the test.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, port);
            var asking = RelayAsync(client, server, bytes => said.Enqueue(Encoding.UTF8.GetString(bytes)), () => true);
            var answering = RelayAsync(server, client, _ => { }, () => !silent);
            await Task.WhenAny(asking, answering);
        }
    }

    private async Task RelayAsync(TcpClient from, TcpClient to, Action<byte[]> hear, Func<bool> through)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, ended.Token) is var count and > 0)
            {
                hear(buffer[..count]);
                if (through())
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, count), ended.Token);
            }
        }
        catch (Exception closed)
            when (closed is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Either side has gone.
        }
    }
}
