using System.Net;
using Aspire.Hosting.Run.Net;

namespace Bench;

/// <summary>The host's proxy, alone in a process, as haproxy is in its own.</summary>
internal static class ProxyUnderTest
{
    public static async Task RunAsync(int port, int backend)
    {
        await using var proxy = TcpProxy.Bind(port);
        proxy.SetBackends([new IPEndPoint(IPAddress.Loopback, backend)]);
        await Task.Delay(Timeout.Infinite);
    }
}
