using System.Net;
using System.Net.Sockets;

namespace Bench;

/// <summary>The backend: sends back what it gets.</summary>
internal static class EchoServer
{
    public static async Task RunAsync(int port)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(4096);
        while (true)
        {
            _ = EchoAsync(await listener.AcceptAsync());
        }
    }

    private static async Task EchoAsync(Socket socket)
    {
        using var _ = socket;
        socket.NoDelay = true;
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await socket.ReceiveAsync(buffer)) > 0; )
            {
                for (var sent = 0; sent < read; )
                {
                    sent += await socket.SendAsync(buffer.AsMemory(sent, read - sent));
                }
            }
        }
        catch (SocketException)
        {
            // The client has gone.
        }
    }
}
