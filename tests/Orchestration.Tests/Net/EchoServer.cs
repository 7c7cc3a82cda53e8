using System.Net;
using System.Net.Sockets;

namespace Orchestration.Tests.Net;

/// <summary>A backend that first says its name and then what it hears, and ends when its peer ends.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly string name;
    private int accepted;

    public EchoServer(string name = "")
    {
        this.name = name;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(4096);
        Address = (IPEndPoint)listener.LocalEndPoint!;
        _ = AcceptAsync();
    }

    public IPEndPoint Address { get; }

    public int Accepted => Volatile.Read(ref accepted);

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptAsync());
                Interlocked.Increment(ref accepted);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(name));
                var buffer = new byte[64 * 1024];
                int count;
                while ((count = await socket.ReceiveAsync(buffer)) > 0)
                {
                    await socket.SendAsync(buffer.AsMemory(0, count));
                }

                socket.Shutdown(SocketShutdown.Both);
            }
            catch (SocketException)
            {
                // Reset: this backend has nothing to say to that.
            }
        }
    }
}
