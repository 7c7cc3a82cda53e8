using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Run.Unix;

namespace Aspire.Hosting.Run.Net;

/// <summary>
/// The fixed address of an endpoint, before the instances that come and go. It holds its port from the start, accepts while it has a
/// backend, and gives each connection to the next one. It reads nothing of what passes.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private const int BindAttempts = 50;

    private readonly Lock gate = new();
    private readonly IReadOnlyList<ProxyListener> listeners;
    private readonly BackendPool pool = new();
    private readonly Dictionary<ProxyConnection, Task> connections = [];
    private volatile ProxyFault? fault;
    private bool disposed;

    private TcpProxy(IReadOnlyList<ListenSocket> sockets)
    {
        listeners = [.. sockets.Select(socket => new ProxyListener(socket, ServeAsync))];
        Port = sockets[0].LocalEndPoint.Port;
    }

    public int Port { get; }

    /// <summary>Addresses that get new connections.</summary>
    public IReadOnlyList<IPEndPoint> Backends => pool.Active;

    /// <summary>Connections that pass through now.</summary>
    public int ConnectionCount
    {
        get
        {
            lock (gate)
            {
                return connections.Count;
            }
        }
    }

    /// <summary>Trouble for connections that begin from now on; null for none.</summary>
    public ProxyFault? Fault
    {
        get => fault;
        set => fault = value;
    }

    /// <summary>Holds a port, refusing connections.</summary>
    /// <param name="port">0 for one that the system chooses.</param>
    /// <param name="addresses">Null for loopback, IPv4 and (where the machine has it) IPv6.</param>
    /// <exception cref="PortTakenException">Names the program that has it.</exception>
    public static TcpProxy Bind(int port, IReadOnlyList<IPAddress>? addresses = null)
    {
        addresses ??= [IPAddress.Loopback, IPAddress.IPv6Loopback];
        for (var attempt = 1; ; attempt++)
        {
            if (TryBind(port, addresses, out var failure) is { } proxy)
            {
                return proxy;
            }

            if (port != 0 || attempt == BindAttempts)
            {
                throw new PortTakenException(port, failure);
            }
        }
    }

    /// <summary>Replaces the backends at once; with none, connections are refused. Those that exist go on.</summary>
    /// <exception cref="PortTakenException">Another program listens on the port: it got hold of it on another address.</exception>
    public void SetBackends(IEnumerable<IPEndPoint> backends)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            pool.Set(backends);
            var open = pool.Active.Count > 0;
            foreach (var listener in listeners)
            {
                if (open)
                {
                    listener.Open();
                }
                else
                {
                    listener.Close();
                }
            }
        }
    }

    /// <summary>Gives a backend no new connections and completes when its last one has ended.</summary>
    public Task DrainAsync(IPEndPoint backend, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            SetBackends(pool.Active.Where(other => !other.Equals(backend)));
        }

        return pool.WhenIdle(backend).WaitAsync(cancellationToken);
    }

    /// <summary>Gives the port back and resets all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] ending;
        lock (gate)
        {
            disposed = true;
            foreach (var listener in listeners)
            {
                listener.Dispose();
            }

            foreach (var connection in connections.Keys)
            {
                connection.Abort();
            }

            ending = [.. connections.Values];
        }

        await Task.WhenAll(ending).ConfigureAwait(false);
    }

    private static TcpProxy? TryBind(int port, IReadOnlyList<IPAddress> addresses, out SocketException? failure)
    {
        var sockets = new List<ListenSocket>();
        failure = null;
        foreach (var address in addresses)
        {
            try
            {
                sockets.Add(ListenSocket.Bind(new IPEndPoint(address, sockets.Count == 0 ? port : sockets[0].LocalEndPoint.Port)));
            }
            catch (SocketException refused) when (sockets.Count > 0 && IsMissing(refused.SocketErrorCode))
            {
                // No IPv6 on this machine.
            }
            catch (SocketException refused)
            {
                sockets.ForEach(socket => socket.Dispose());
                if (refused.SocketErrorCode != SocketError.AddressAlreadyInUse)
                {
                    throw;
                }

                failure = refused;
                return null;
            }
        }

        return new TcpProxy(sockets);
    }

    private static bool IsMissing(SocketError error) => error is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;

    private async Task ServeAsync(Socket client)
    {
        var trouble = fault;
        client.NoDelay = true;
        if (trouble is not null && !await trouble.AdmitAsync().ConfigureAwait(false))
        {
            ProxyConnection.Reset(client);
            return;
        }

        List<BackendPool.Backend>? tried = null;
        while (pool.Take(tried) is { } backend)
        {
            try
            {
                if (await ConnectAsync(backend.Address).ConfigureAwait(false) is { } socket)
                {
                    await RunAsync(new ProxyConnection(client, socket, trouble)).ConfigureAwait(false);
                    return;
                }
            }
            finally
            {
                pool.Return(backend);
            }

            (tried ??= []).Add(backend);
        }

        ProxyConnection.Reset(client);
    }

    private static async ValueTask<Socket?> ConnectAsync(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address).ConfigureAwait(false);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private async Task RunAsync(ProxyConnection connection)
    {
        Task run;
        lock (gate)
        {
            if (disposed)
            {
                connection.Abort();
                return;
            }

            run = connection.RunAsync();
            connections.Add(connection, run);
        }

        try
        {
            await run.ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
            {
                connections.Remove(connection);
            }
        }
    }
}
