namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>One request as the transport sends it.</summary>
/// <param name="Operation">Elasticsearch's own name of the endpoint.</param>
/// <param name="Path">Relative, with its query.</param>
/// <param name="Index">For telemetry; null where there is none, or more than one.</param>
/// <param name="IsRepeatable">Whether doing it twice is as doing it once, to the caller as well.</param>
internal sealed record ElasticsearchRequest(string Operation, HttpMethod Method, string Path, string? Index, bool IsRepeatable)
{
    public HttpContent? Content { get; init; }

    /// <summary>How many operations are in it.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>An answer of status 404 is one, not a failure.</summary>
    public bool MayBeMissing { get; init; }
}
