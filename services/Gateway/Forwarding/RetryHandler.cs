namespace Gateway.Forwarding;

/// <summary>
/// Sends a request again, to the next destination, when it is certain that no harm comes of it: no connection was made, or the request may be
/// repeated (an idempotent method, or an Idempotency-Key) and no answer had begun. So a replica can restart and no request is lost.
/// </summary>
internal sealed partial class RetryHandler(Uri[] destinations, ILogger<RetryHandler> logger) : DelegatingHandler
{
    private const int Attempts = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var repeatable = IsIdempotent(request);
        if (repeatable && request.Content is not null)
        {
            // A stream could be sent only once. The route bounds its size.
            request.Content = await BufferAsync(request.Content, cancellationToken);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException error) when (attempt < Attempts && MayRepeat(error, repeatable))
            {
                LogRetry(request.Method, request.RequestUri, attempt, error.HttpRequestError);
            }
            if (destinations.Length > 1)
            {
                request.RequestUri = Next(request.RequestUri!);
            }
            // The first round over other destinations goes at once; then a restarting one gets time: 25, 50 … 400 ms.
            if (attempt >= destinations.Length)
            {
                await Task.Delay(
                    FirstPause * Math.Pow(2, attempt - destinations.Length) * (0.75 + Random.Shared.NextDouble() / 2),
                    cancellationToken
                );
            }
        }
    }

    private static bool MayRepeat(HttpRequestException error, bool repeatable) =>
        error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError || repeatable;

    private static bool IsIdempotent(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get
        || request.Method == HttpMethod.Head
        || request.Method == HttpMethod.Options
        || request.Method == HttpMethod.Put
        || request.Method == HttpMethod.Delete
        || request.Headers.Contains("Idempotency-Key");

    private static async Task<ByteArrayContent> BufferAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var copy = new ByteArrayContent(await content.ReadAsByteArrayAsync(cancellationToken));
        foreach (var header in content.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
        return copy;
    }

    private Uri Next(Uri uri)
    {
        var current = Array.FindIndex(destinations, destination => destination.Authority == uri.Authority);
        var next = destinations[(current + 1) % destinations.Length];
        return new UriBuilder(uri)
        {
            Scheme = next.Scheme,
            Host = next.Host,
            Port = next.Port,
        }.Uri;
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Uri} is tried again after attempt {Attempt}: {Error}")]
    private partial void LogRetry(HttpMethod method, Uri? uri, int attempt, HttpRequestError error);
}
