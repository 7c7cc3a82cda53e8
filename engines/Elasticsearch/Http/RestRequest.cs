using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platform.Engines.Elasticsearch.Cluster;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http;

/// <summary>A request that found its route, with its body read.</summary>
internal sealed class RestRequest(
    HttpContext http,
    SearchNode node,
    SearchRequests searches,
    Route route,
    IReadOnlyDictionary<string, string> path,
    RequestParameters parameters,
    ReadOnlyMemory<byte> body
) : IDisposable
{
    private JsonDocument? document;

    public SearchNode Node => node;

    public SearchRequests Searches => searches;

    public RequestParameters Parameters => parameters;

    /// <summary>Inflated; valid until the answer is sent, so whoever keeps of it copies.</summary>
    public ReadOnlyMemory<byte> Body => body;

    public string Method => http.Request.Method;

    /// <summary>Where the client reached the node.</summary>
    public string LocalAddress => $"{http.Connection.LocalIpAddress?.MapToIPv4().ToString() ?? "127.0.0.1"}:{http.Connection.LocalPort}";

    /// <summary>Of a table, which is text where nobody says otherwise.</summary>
    public bool WantsJson =>
        http.Request.Query["format"].ToString() is { Length: > 0 } format
            ? format == "json"
            : http.Request.Headers.Accept.ToString() is var accept
                && accept.Contains("json", StringComparison.OrdinalIgnoreCase)
                && !accept.Contains("text/plain", StringComparison.OrdinalIgnoreCase);

    /// <summary>Of a path that says so: <c>_create</c>.</summary>
    public bool IsCreate => route.Template.Contains("/_create/", StringComparison.Ordinal);

    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>By the placeholder's name; null where the route has none of it.</summary>
    public string? Path(string name) => path.GetValueOrDefault(name);

    /// <summary>The body as JSON; null without one.</summary>
    /// <exception cref="ElasticsearchException">It is no JSON.</exception>
    public JsonElement? Json()
    {
        if (body.IsEmpty)
            return null;
        document ??= JsonBody.Parse(body);
        return document.RootElement;
    }

    /// <exception cref="ElasticsearchException">There is none, or it is no JSON object.</exception>
    public JsonElement RequiredObject()
    {
        var json = Json() ?? throw new ElasticsearchException(400, "parse_exception", "request body is required");
        return json.ValueKind == JsonValueKind.Object
            ? json
            : throw ElasticsearchException.Parsing($"Expected [START_OBJECT] but found [{json.ValueKind}]");
    }

    public void Dispose() => document?.Dispose();
}
