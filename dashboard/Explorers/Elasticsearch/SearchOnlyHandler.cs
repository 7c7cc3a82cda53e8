namespace Platform.Dashboard.Explorers.Elasticsearch;

/// <summary>Lets searches and what only tells through, and stops every other request before it leaves, whoever made it.</summary>
internal sealed class SearchOnlyHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string[] segments = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var reads = (request.Method.Method, segments) switch
        {
            ("POST", [var index, "_search"]) => index[0] != '_',
            ("GET", ["_cat", "indices" or "aliases"]) => true,
            ("GET", [var index, "_mapping" or "_settings"]) => index[0] != '_',
            _ => false,
        };
        return reads
            ? base.SendAsync(request, cancellationToken)
            : throw new ExplorerException($"{request.Method} {request.RequestUri.AbsolutePath} is not sent: the explorer only searches.");
    }
}
