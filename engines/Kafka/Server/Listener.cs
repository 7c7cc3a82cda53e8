using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Platform.Engines.Kafka.Server;

/// <summary>One port on loopback, in both families of addresses where the machine has both, and the connections that came by it.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private const int Backlog = 512;

    // A free port of one family may be taken in the other.
    private const int Attempts = 10;

    private static long _lastConnection;

    private readonly KafkaListener _definition;
    private readonly List<Socket> _sockets;
    private readonly Func<Socket, ClientConnectionInfo, ClientConnection?> _connect;
    private readonly ConcurrentDictionary<ClientConnection, Task> _connections = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly ILogger _logger;
    private readonly List<Task> _accepting = [];

    /// <param name="connect">Makes a connection, or null to refuse it.</param>
    /// <exception cref="KafkaException">The port is taken.</exception>
    public Listener(KafkaListener definition, Func<Socket, ClientConnectionInfo, ClientConnection?> connect, ILogger logger)
    {
        _definition = definition;
        _connect = connect;
        _logger = logger;
        (_sockets, Port) = Bind(definition);
    }

    public int Port { get; }

    public string Name => _definition.Name;

    public IEnumerable<ClientConnection> Connections => _connections.Keys;

    public int Count => _connections.Count;

    public void Start()
    {
        foreach (var socket in _sockets)
        {
            socket.Listen(Backlog);
            _accepting.Add(AcceptAsync(socket));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        await Task.WhenAll(_accepting);
        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
    }

    private static (List<Socket> Sockets, int Port) Bind(KafkaListener definition)
    {
        for (var attempt = 1; ; attempt++)
        {
            var first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                first.Bind(new IPEndPoint(IPAddress.Loopback, definition.Port));
                var port = ((IPEndPoint)first.LocalEndPoint!).Port;
                var second = BindSecond(port);
                if (second is not null || attempt == Attempts || definition.Port != 0 || !Socket.OSSupportsIPv6)
                {
                    return (second is null ? [first] : [first, second], port);
                }

                first.Dispose();
            }
            catch (SocketException refusal)
            {
                first.Dispose();
                throw new KafkaException(
                    $"Kafka: listener '{definition.Name}' cannot have port {definition.Port}: {refusal.Message}. "
                        + $"Give another port, or see who has it: ss -ltnp 'sport = :{definition.Port}'",
                    refusal
                );
            }
        }
    }

    // Clients that resolve localhost to ::1 first would log a failure and try again.
    private static Socket? BindSecond(int port)
    {
        if (!Socket.OSSupportsIPv6)
        {
            return null;
        }

        var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.DualMode = false;
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, port));
            return socket;
        }
        catch (SocketException)
        {
            // No ::1 here, or taken there: 127.0.0.1 alone serves everyone who falls back to it.
            socket.Dispose();
            return null;
        }
    }

    private async Task AcceptAsync(Socket listening)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Take(await listening.AcceptAsync(_stop.Token));
            }
            catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException fault) when (!_stop.IsCancellationRequested)
            {
                _logger.LogWarning("Listener {Name}: a connection was lost while it came in: {Reason}", Name, fault.Message);
            }
        }
    }

    private void Take(Socket socket)
    {
        socket.NoDelay = true;
        var remote = (socket.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";
        var (host, port) = (_definition.AdvertisedHost ?? "localhost", _definition.AdvertisedPort ?? Port);
        var info = new ClientConnectionInfo(Interlocked.Increment(ref _lastConnection), Name, host, port, remote);
        if (_connect(socket, info) is not { } connection)
        {
            socket.Dispose();
            return;
        }

        var running = new TaskCompletionSource();
        _connections[connection] = running.Task;
        _ = Task.Run(async () =>
        {
            using (connection)
            {
                await connection.RunAsync(_stop.Token);
            }

            _connections.TryRemove(connection, out _);
            running.SetResult();
        });
    }
}
