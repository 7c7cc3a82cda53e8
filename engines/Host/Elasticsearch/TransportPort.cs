using System.Text;
using Platform.Hosting;

namespace Platform.Engines.Host.Elasticsearch;

/// <summary>
/// What stands where nodes of a cluster talk to one another. This node has no others: who comes with HTTP, as most do who come here, is told so and
/// where the API is, as Elasticsearch itself tells them; who speaks the nodes' protocol gets no answer and is hung up on.
/// </summary>
internal static class TransportPort
{
    public static OneAnswer Listen(int port, string resource, ElasticsearchSettings settings)
    {
        var endpoint = settings.Endpoint ?? "http://localhost:9200";
        var text = Encoding.UTF8.GetBytes(
            $"This is not an HTTP port. Nodes of a cluster would talk to one another here; '{resource}' is one node. Its HTTP API: {endpoint}\n"
        );
        var head =
            $"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {text.Length}\r\nConnection: close\r\n\r\n";
        return OneAnswer.Listen(port, [.. Encoding.ASCII.GetBytes(head), .. text]);
    }
}
