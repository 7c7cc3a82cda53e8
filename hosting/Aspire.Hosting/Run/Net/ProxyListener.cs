using System.Net.Sockets;
using Aspire.Hosting.Run.Unix;

namespace Aspire.Hosting.Run.Net;

/// <summary>One address of a proxy: hands over each connection that comes while it is open.</summary>
internal sealed class ProxyListener(ListenSocket socket, Func<Socket, Task> serve) : IDisposable
{
    private const int Backlog = 4096;

    private readonly Lock gate = new();
    private bool accepting;
    private bool disposed;

    /// <exception cref="PortTakenException">Another program listens there by now.</exception>
    public void Open()
    {
        lock (gate)
        {
            if (socket.IsOpen || disposed)
            {
                return;
            }

            try
            {
                socket.Open(Backlog);
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw new PortTakenException(socket.LocalEndPoint.Port, refused);
            }

            // The loop may have outlived a short closure.
            if (!accepting)
            {
                accepting = true;
                _ = AcceptAsync();
            }
        }
    }

    public void Close()
    {
        lock (gate)
        {
            socket.Close();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            socket.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        // Not under the caller's lock.
        await Task.Yield();
        while (true)
        {
            try
            {
                _ = serve(await socket.AcceptAsync().ConfigureAwait(false));
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                lock (gate)
                {
                    if (disposed || !socket.IsOpen)
                    {
                        accepting = false;
                        return;
                    }
                }

                // Reset before it was accepted, or no file descriptor is left: they come back as connections end.
                await Task.Delay(TimeSpan.FromMilliseconds(10)).ConfigureAwait(false);
            }
        }
    }
}
