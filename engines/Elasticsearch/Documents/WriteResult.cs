namespace Platform.Engines.Elasticsearch.Documents;

/// <summary>What became of one operation.</summary>
/// <param name="Outcome"><c>created</c>, <c>updated</c>, <c>deleted</c>, <c>not_found</c> or <c>noop</c>.</param>
internal sealed record WriteResult(string Id, string Outcome, int Status, long Version, long SeqNo)
{
    /// <summary>Why nothing was written; null where it was.</summary>
    public ElasticsearchException? Error { get; init; }

    /// <summary>Of an update: the document as it is now.</summary>
    public ReadOnlyMemory<byte> Source { get; init; }

    public string? Routing { get; init; }

    public static WriteResult Refused(string id, ElasticsearchException error) => new(id, "", error.Status, 0, 0) { Error = error };
}
