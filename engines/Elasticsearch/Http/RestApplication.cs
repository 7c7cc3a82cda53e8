using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Platform.Engines.Elasticsearch.Cluster;
using Platform.Engines.Elasticsearch.Http.Endpoints;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http;

/// <summary>Takes one request from its line to its answer: authenticate, find the route, read the body, run; refusals become Elasticsearch's JSON.</summary>
internal sealed class RestApplication(SearchNode node, SearchRequests searches, BasicAuthentication authentication, ILogger logger)
{
    // Below it a gzip head costs as much as it saves.
    private const int WorthCompressing = 1024;
    private readonly RouteTable routes = new(AllRoutes.List);

    public async Task HandleAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers["X-Elastic-Product"] = "Elasticsearch";
        if (http.Request.Headers["X-Opaque-Id"] is { Count: > 0 } opaque)
            headers["X-Opaque-Id"] = opaque;
        var mediaType = "application/json";
        RequestTarget? target = null;
        RestAnswer answer;
        try
        {
            target = RequestTarget.Parse(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
            authentication.Check(http.Request, target.Path);
            mediaType = MediaTypes.Negotiate(http.Request);
            answer = await RunAsync(http, target).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception thrown)
        {
            answer = ErrorAnswer.Of(Translate(thrown, http));
        }
        try
        {
            await SendAsync(http, answer, CommonParameters.Read(target?.Query ?? RequestParameters.Nothing), mediaType)
                .ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The client left while it was being answered.
        }
    }

    private async Task<RestAnswer> RunAsync(HttpContext http, RequestTarget target)
    {
        var method = http.Request.Method;
        if (routes.Find(method, target.Parts) is not { } found)
            throw new ElasticsearchException(400, "", $"no handler found for uri [{Shown(http)}] and method [{method}]");
        if (found.Route is not { } route)
            return method == "OPTIONS" ? Options(found.Allowed) : throw NotAllowed(http, found.Allowed);
        if (CommonParameters.Read(target.Query).Format is { } format && format is not ("json" or "text" or ""))
            throw ElasticsearchException.Unsupported($"[format={format}]");
        var parameters = target.ForRoute();
        if (route.Parameters is { } known)
            Refuse(target, parameters.Names.Where(name => !known.Contains(name)));
        using var body = await RequestBody.ReadAsync(http.Request, node.Budget, http.RequestAborted).ConfigureAwait(false);
        var bytes = body.Bytes;
        if (!bytes.IsEmpty)
            MediaTypes.CheckBody(http.Request, isRead: true);
        else if (target.Query.TryGetValue("source", out var source))
            bytes = Encoding.UTF8.GetBytes(source);
        using var request = new RestRequest(http, node, searches, route, found.Values, parameters, bytes);
        var answer = await route.Run(request).ConfigureAwait(false);
        if (route.Parameters is null)
            Refuse(target, parameters.Unread);
        // Whatever it is written from goes with the request.
        return answer.Json is null || answer.Compact is not null ? answer : answer with { Compact = answer.ToJson() };
    }

    private static void Refuse(RequestTarget target, IEnumerable<string> unknown)
    {
        var names = unknown.Order(StringComparer.Ordinal).ToArray();
        if (names.Length > 0)
            throw ElasticsearchException.IllegalArgument(
                $"request [{target.Path}] contains unrecognized parameter{(names.Length > 1 ? "s" : "")}: {string.Join(", ", names.Select(name => $"[{name}]"))}"
            );
    }

    private static RestAnswer Options(IReadOnlyCollection<string> allowed) =>
        new(200, null) { Headers = new Dictionary<string, string> { ["Allow"] = string.Join(",", allowed) } };

    private static ElasticsearchException NotAllowed(HttpContext http, IReadOnlyCollection<string> allowed) =>
        new(
            405,
            "",
            $"Incorrect HTTP method for uri [{Shown(http)}] and method [{http.Request.Method}], allowed: [{string.Join(", ", allowed)}]"
        )
        {
            Headers = new Dictionary<string, string> { ["Allow"] = string.Join(",", allowed) },
        };

    private static string Shown(HttpContext http) => http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    private ElasticsearchException Translate(Exception thrown, HttpContext http)
    {
        switch (thrown)
        {
            case ElasticsearchException refusal:
                return refusal;
            case BadHttpRequestException bad:
                return new(bad.StatusCode, "illegal_argument_exception", bad.Message);
            default:
                logger.LogError(thrown, "{Method} {Path} failed.", http.Request.Method, http.Request.Path);
                return new(500, "exception", $"An internal error ({thrown.GetType().Name}: {thrown.Message}); the log says more.");
        }
    }

    private static async Task SendAsync(HttpContext http, RestAnswer answer, CommonParameters common, string mediaType)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        if (answer.Text is null && answer.Json is null)
        {
            response.ContentType = mediaType;
            return;
        }
        response.ContentType = answer.Text is null ? mediaType : "text/plain; charset=UTF-8";
        var body = answer.Text is { } text ? Encoding.UTF8.GetBytes(text) : Shape(answer.ToJson(), common);
        if (http.Request.Method == "HEAD")
        {
            response.ContentLength = body.Length;
            return;
        }
        if (
            body.Length >= WorthCompressing
            && http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase)
        )
        {
            response.Headers.ContentEncoding = "gzip";
            await using var zipping = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await zipping.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
            return;
        }
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
    }

    private static ReadOnlyMemory<byte> Shape(ReadOnlyMemory<byte> json, CommonParameters common)
    {
        var filter = FilterPath.Parse(common.FilterPath);
        if (filter is null && !common.Pretty)
            return json;
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1100 });
        var buffer = new ArrayBufferWriter<byte>(json.Length);
        using (var writer = new Utf8JsonWriter(buffer, RestAnswer.Options(common.Pretty)))
        {
            if (filter is null)
                document.RootElement.WriteTo(writer);
            else
                filter.Write(document.RootElement, writer);
        }
        if (common.Pretty)
            buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }
}
