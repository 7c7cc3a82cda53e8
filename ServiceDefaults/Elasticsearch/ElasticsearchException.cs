namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>Elasticsearch refused a request, or could not do it.</summary>
/// <param name="status">Of HTTP.</param>
/// <param name="type">As Elasticsearch names it: <c>index_not_found_exception</c>, <c>parsing_exception</c> …</param>
public sealed class ElasticsearchException(int status, string type, string reason)
    : Exception($"Elasticsearch answered {status} {type}: {reason}")
{
    public int Status => status;

    public string Type => type;

    public string Reason => reason;

    /// <summary>Whether the same request may do later: too busy, or ailing.</summary>
    public bool IsTransient => status is 408 or 429 or >= 500;
}
