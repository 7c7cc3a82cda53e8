using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Run.Unix;

/// <summary>
/// A TCP port that is held from the start, and refuses connections until it is opened; it may be closed and opened again. .NET can do
/// neither: its <see cref="Socket.Bind"/> always sets SO_REUSEADDR, by which a second program may bind a port that nobody listens on yet,
/// and it takes no note of a listening socket that was shut down.
/// </summary>
internal sealed unsafe class ListenSocket : IDisposable
{
    private const int SocketLevel = 1;
    private const int ReuseAddress = 2;
    private const int ShutdownBoth = 2;

    private readonly Socket socket;
    private Socket? acceptor;

    private ListenSocket(Socket socket, IPEndPoint address)
    {
        this.socket = socket;
        LocalEndPoint = address;
    }

    public IPEndPoint LocalEndPoint { get; }

    public bool IsOpen { get; private set; }

    /// <summary>Takes an address for this process alone.</summary>
    /// <exception cref="SocketException">It is taken, or this machine does not have it.</exception>
    public static ListenSocket Bind(IPEndPoint address)
    {
        if (address.Port == 0)
        {
            // The system takes back a port of its own choice when the socket is shut down: ask for one, then bind it by its number.
            using var asking = Bind(address.Address, 0);
            address = asking.LocalEndPoint;
        }

        return Bind(address.Address, address.Port);
    }

    private static ListenSocket Bind(IPAddress host, int port)
    {
        var address = new IPEndPoint(host, port);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }

            var error = TryBind(socket, address);
            if (error == Libc.AddressInUse)
            {
                // Connections of a host that has just ended may linger on the port; they do not stand in the way of one that says so.
                SetReuse(socket, true);
                error = TryBind(socket, address);
                SetReuse(socket, false);
            }

            return error == 0 ? new ListenSocket(socket, ReadName(socket, address)) : throw new SocketException(ToSocketError(error));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Begins to accept. What was accepted before goes on.</summary>
    /// <exception cref="SocketException">Another program listens there.</exception>
    public void Open(int backlog)
    {
        // Accepted connections inherit it, and the next host can then bind although they linger.
        SetReuse(socket, true);
        if (Libc.Listen(socket.SafeHandle, backlog) < 0)
        {
            throw new SocketException(ToSocketError(Marshal.GetLastPInvokeError()));
        }

        IsOpen = true;

        // Made now, it sees that the socket listens; .NET asks only once.
        acceptor ??= new Socket(socket.SafeHandle);
    }

    /// <summary>Refuses connections from now on, and keeps the port. Linux turns a shut down listener back into a bound socket.</summary>
    public void Close()
    {
        if (IsOpen)
        {
            IsOpen = false;
            _ = Libc.Shutdown(socket.SafeHandle, ShutdownBoth);
            SetReuse(socket, false);
        }
    }

    /// <exception cref="SocketException">Closed meanwhile, or the system is out of file descriptors.</exception>
    public Task<Socket> AcceptAsync() => acceptor!.AcceptAsync();

    public void Dispose()
    {
        IsOpen = false;

        // Two views of one handle: closing either closes it.
        (acceptor ?? socket).Dispose();
        GC.SuppressFinalize(socket);
    }

    private static int TryBind(Socket socket, IPEndPoint address)
    {
        var native = address.Serialize();
        fixed (byte* pointer = native.Buffer.Span)
        {
            return Libc.Bind(socket.SafeHandle, pointer, native.Size) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    private static IPEndPoint ReadName(Socket socket, IPEndPoint bound)
    {
        var native = bound.Serialize();
        var length = native.Size;
        fixed (byte* pointer = native.Buffer.Span)
        {
            _ = Libc.GetSocketName(socket.SafeHandle, pointer, ref length);
        }

        return (IPEndPoint)bound.Create(native);
    }

    private static void SetReuse(Socket socket, bool on) =>
        socket.SetRawSocketOption(SocketLevel, ReuseAddress, BitConverter.GetBytes(on ? 1 : 0));

    private static int ToSocketError(int error) =>
        (int)(
            error switch
            {
                Libc.AddressInUse => SocketError.AddressAlreadyInUse,
                Libc.AccessDenied => SocketError.AccessDenied,
                Libc.AddressNotAvailable => SocketError.AddressNotAvailable,
                _ => SocketError.SocketError,
            }
        );
}
