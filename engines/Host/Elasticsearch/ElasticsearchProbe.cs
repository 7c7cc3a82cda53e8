using System.Net;
using System.Net.Sockets;
using System.Text;
using Platform.Hosting;

namespace Platform.Engines.Host.Elasticsearch;

/// <summary>What a client asks first: how the cluster is, with the password, so that a wrong one is found as well.</summary>
internal static class ElasticsearchProbe
{
    private const string User = "elastic";

    /// <exception cref="SocketException">Nobody listens.</exception>
    /// <exception cref="IOException">The answer is no 200.</exception>
    public static async Task AskAsync(int port, ElasticsearchSettings settings, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Request(port, settings.Password)), cancellationToken);
        using var answer = new StreamReader(stream, Encoding.ASCII);
        var status = await answer.ReadLineAsync(cancellationToken);
        if (status?.Split(' ') is not [_, "200", ..])
        {
            throw new IOException($"Elasticsearch answered GET /_cluster/health with '{status ?? "end of stream"}'.");
        }
    }

    private static string Request(int port, string? password)
    {
        var authorization = password is null
            ? ""
            : $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{password}"))}\r\n";
        return $"GET /_cluster/health HTTP/1.1\r\nHost: localhost:{port}\r\n{authorization}Connection: close\r\n\r\n";
    }
}
