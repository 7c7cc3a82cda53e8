using System.Net.Http.Headers;
using Platform.ServiceDefaults.Problems;

namespace Gateway.Telemetry;

/// <summary>The collector behind <c>/otlp</c>.</summary>
internal sealed class Collector(CollectorOptions options) : IDisposable
{
    private const string RetryAfterSeconds = "5";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    // Not the factory's client: its handlers trace and repeat.
    private readonly HttpClient _client = new(
        new SocketsHttpHandler { ActivityHeadersPropagator = null, PooledConnectionLifetime = TimeSpan.FromMinutes(2) }
    )
    {
        Timeout = s_patience,
    };

    private readonly Uri? _address = Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var address) ? address : null;
    private readonly (string Name, string Value)[] _headers = [.. options.ReadHeaders()];

    public long MaxBytes => options.MaxBytes;

    /// <summary>Passes the request on and the answer back; without a collector 204, as nobody is to try again.</summary>
    public async Task ForwardAsync(HttpContext context, string signal)
    {
        if (_address is null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        // Small, and whole before it is sent: a body over the limit is the browser's fault, not the collector's.
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            using var request = Request(context.Request, body.ToArray(), signal);
            using var response = await _client.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)response.StatusCode;
            context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
            if (response.Headers.RetryAfter is { } retryAfter)
            {
                context.Response.Headers.RetryAfter = retryAfter.ToString();
            }
            await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (Exception error)
            when (error is HttpRequestException or OperationCanceledException && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await Problem
                .Of(StatusCodes.Status503ServiceUnavailable, "The telemetry collector does not answer.", "collector_unavailable")
                .ExecuteAsync(context);
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(HttpRequest source, byte[] body, string signal)
    {
        var path = $"{_address!.AbsolutePath.TrimEnd('/')}/v1/{signal}";
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(source.ContentType!);
        if (source.Headers.ContentEncoding is { Count: > 0 } encoding)
        {
            request.Content.Headers.Add("Content-Encoding", encoding.ToString());
        }
        foreach (var (name, value) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }
}
