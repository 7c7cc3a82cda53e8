using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Platform.Dashboard;

/// <summary>What a connection that came in on a listener may ask for.</summary>
internal enum Listener
{
    Pages,
    OtlpGrpc,
    OtlpHttp,
}

/// <summary>The dashboard's sockets, bound before Kestrel starts: of loopback unless told otherwise, IPv4 and IPv6, under one port each.</summary>
internal sealed class Listeners
{
    private const int Attempts = 20;
    private readonly List<(Listener Listener, Socket Socket)> bound = [];

    private Listeners() { }

    public static Listeners Bind(DashboardOptions options)
    {
        var listeners = new Listeners();
        try
        {
            listeners.Bind(Listener.Pages, [options.Port], options, "shows its pages", nameof(options.Port));
            listeners.Bind(Listener.OtlpGrpc, options.OtlpGrpcPorts, options, "takes OTLP over gRPC", nameof(options.OtlpGrpcPorts));
            listeners.Bind(Listener.OtlpHttp, options.OtlpHttpPorts, options, "takes OTLP over HTTP", nameof(options.OtlpHttpPorts));
            return listeners;
        }
        catch
        {
            listeners.Close();
            throw;
        }
    }

    /// <summary>Each port once, in the options' order.</summary>
    public IReadOnlyList<Uri> Urls(Listener listener) =>
        [
            .. bound
                .Where(entry => entry.Listener == listener)
                .Select(entry => ((IPEndPoint)entry.Socket.LocalEndPoint!).Port)
                .Distinct()
                .Select(port => new Uri($"http://localhost:{port}")),
        ];

    public Socket SocketOf(EndPoint endPoint) => bound.First(entry => entry.Socket.LocalEndPoint!.Equals(endPoint)).Socket;

    public void AddTo(KestrelServerOptions kestrel)
    {
        foreach (var (listener, socket) in bound)
        {
            kestrel.Listen(
                (IPEndPoint)socket.LocalEndPoint!,
                endpoint =>
                {
                    // Without TLS nothing negotiates: gRPC speaks HTTP/2 from its first byte (h2c), all others HTTP/1.1.
                    endpoint.Protocols = listener is Listener.OtlpGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1;
                    endpoint.Use(next =>
                        connection =>
                        {
                            connection.Features.Set(new ListenerFeature(listener));
                            return next(connection);
                        }
                    );
                }
            );
        }
    }

    public void Close() => bound.ForEach(entry => entry.Socket.Dispose());

    private void Bind(Listener listener, IReadOnlyList<int> ports, DashboardOptions options, string purpose, string option)
    {
        foreach (var port in ports)
        {
            if (options.ListenHandles.TryGetValue(port, out var handles))
            {
                bound.AddRange(handles.Select(handle => (listener, new Socket(new SafeSocketHandle((nint)handle, ownsHandle: true)))));
                continue;
            }
            try
            {
                bound.AddRange(BindBoth(port, options.ListensEverywhere).Select(socket => (listener, socket)));
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
                throw new PortTakenException(port, purpose, option, exception);
            }
        }
    }

    private static IEnumerable<Socket> BindBoth(int port, bool isEverywhere)
    {
        var (v4, v6) = isEverywhere ? (IPAddress.Any, IPAddress.IPv6Any) : (IPAddress.Loopback, IPAddress.IPv6Loopback);
        for (var attempt = 1; ; attempt++)
        {
            var four = Bind(v4, port);
            if (!Socket.OSSupportsIPv6)
            {
                return [four];
            }
            try
            {
                return [four, Bind(v6, ((IPEndPoint)four.LocalEndPoint!).Port)];
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressNotAvailable)
            {
                // The kernel knows IPv6 but loopback has no address of it.
                return [four];
            }
            catch (SocketException exception)
                when (port == 0 && attempt < Attempts && exception.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
                four.Dispose();
            }
            catch
            {
                four.Dispose();
                throw;
            }
        }
    }

    private static Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.AddressFamily is AddressFamily.InterNetworkV6)
            {
                // The other socket has IPv4.
                socket.DualMode = false;
            }
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>On every connection: the listener that it came in on.</summary>
internal sealed record ListenerFeature(Listener Listener);
