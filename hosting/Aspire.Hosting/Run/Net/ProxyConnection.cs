using System.Buffers;
using System.Net.Sockets;

namespace Aspire.Hosting.Run.Net;

/// <summary>A client's connection and the one to its backend: what one says, closes or resets, the other gets.</summary>
internal sealed class ProxyConnection(Socket client, Socket backend, ProxyFault? fault)
{
    // An idle connection holds two small buffers; one that fills them gets large ones for as long as it does.
    private const int SmallBuffer = 4 * 1024;
    private const int LargeBuffer = 64 * 1024;

    /// <summary>Completes when both directions have ended.</summary>
    public async Task RunAsync()
    {
        // What can be done at once must not hold up who accepts.
        await Task.Yield();
        var up = PumpAsync(client, backend, ProxyDirection.ToBackend);
        await PumpAsync(backend, client, ProxyDirection.ToClient).ConfigureAwait(false);
        await up.ConfigureAwait(false);
        client.Dispose();
        backend.Dispose();
    }

    /// <summary>Resets both ends.</summary>
    public void Abort()
    {
        Reset(client);
        Reset(backend);
    }

    /// <summary>Closes a socket so that its peer sees a reset.</summary>
    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // It is gone, which is what we want.
        }

        socket.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, ProxyDirection direction)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(SmallBuffer);
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer.AsMemory(), SocketFlags.None).ConfigureAwait(false)) > 0)
            {
                var bytes = buffer.AsMemory(0, count);
                if (fault is not null && !await fault.PassAsync(direction, bytes).ConfigureAwait(false))
                {
                    Abort();
                    return;
                }

                do
                {
                    bytes = bytes[await to.SendAsync(bytes, SocketFlags.None).ConfigureAwait(false)..];
                } while (!bytes.IsEmpty);
                buffer = Fit(buffer, count);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            Abort();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Fit(byte[] buffer, int count)
    {
        var wanted =
            count == buffer.Length ? LargeBuffer
            : count <= SmallBuffer ? SmallBuffer
            : buffer.Length;
        if (wanted == buffer.Length)
        {
            return buffer;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return ArrayPool<byte>.Shared.Rent(wanted);
    }
}
