namespace Platform.Engines.Elasticsearch;

/// <summary>A refusal as Elasticsearch words it: an HTTP status, the error's type in snake case, and a reason that names what was refused.</summary>
public sealed class ElasticsearchException(int status, string type, string reason, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>HTTP's.</summary>
    public int Status { get; } = status;

    /// <summary>As in <c>parsing_exception</c>.</summary>
    public string Type { get; } = type;

    /// <summary>The index that the error is about; null where it is about none.</summary>
    public string? Index { get; init; }

    /// <summary>Of the request's body, from 1; null where the error has no place there.</summary>
    public (int Line, int Column)? Position { get; init; }

    /// <summary>Where the shards refused a search, its phase (<c>query</c>, <c>fetch</c>): the answer wraps this in a <c>search_phase_execution_exception</c>
    /// "all shards failed" with it as root cause and as the one of <c>failed_shards</c>. Null: answered as it is.</summary>
    public string? SearchPhase { get; init; }

    /// <summary>Further members of the error's object, by name: strings and whole numbers.</summary>
    public IReadOnlyDictionary<string, object> Details { get; init; } = new Dictionary<string, object>();

    /// <summary>Headers that the answer carries.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static ElasticsearchException IllegalArgument(string reason) => new(400, "illegal_argument_exception", reason);

    public static ElasticsearchException Parsing(string reason) => new(400, "parsing_exception", reason);

    /// <summary>What Elasticsearch has and this engine does not.</summary>
    public static ElasticsearchException Unsupported(string what) =>
        new(400, "illegal_argument_exception", $"{what} is not supported by this engine; run the stock image for it.");

    public static ElasticsearchException IndexNotFound(string index) =>
        new(404, "index_not_found_exception", $"no such index [{index}]")
        {
            Index = index,
            Details = new Dictionary<string, object>
            {
                ["resource.type"] = "index_or_alias",
                ["resource.id"] = index,
                ["index_uuid"] = "_na_",
            },
        };
}
