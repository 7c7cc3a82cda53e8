using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>
/// What services ask of Elasticsearch. Bodies are its own JSON; what it refuses is an <see cref="ElasticsearchException"/>, a node that cannot be
/// reached an <see cref="HttpRequestException"/>.
/// </summary>
public interface IElasticsearchClient
{
    /// <summary><c>_search</c>, with all shards' hits or none. <paramref name="body"/> is written out, not kept.</summary>
    /// <param name="index">An index, an alias, or several with commas; null when <paramref name="body"/> names a point in time.</param>
    Task<SearchResponse<T>> SearchAsync<T>(
        string? index,
        JsonObject body,
        JsonTypeInfo<T> source,
        CancellationToken cancellationToken = default
    );

    /// <summary><c>_count</c>.</summary>
    /// <param name="body">With a <c>query</c>; null counts all.</param>
    Task<long> CountAsync(string index, JsonObject? body = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// <c>_bulk</c>: one result for each operation, in their order. Operations fail one by one: look at <see cref="BulkResponse.Failures"/>. Sent
    /// again after a failure only when every operation names its id and an external version, as then it cannot do harm.
    /// </summary>
    /// <param name="requireAlias">What is written to must be an alias: one that is missing fails (404) instead of an index coming to be.</param>
    Task<BulkResponse> BulkAsync(
        IReadOnlyCollection<BulkOperation> operations,
        Refresh refresh = Refresh.None,
        bool requireAlias = false,
        CancellationToken cancellationToken = default
    );

    /// <summary>False: it exists already, as it was.</summary>
    /// <param name="body">With <c>settings</c>, <c>mappings</c> and <c>aliases</c>.</param>
    Task<bool> CreateIndexAsync(string index, JsonObject? body = null, CancellationToken cancellationToken = default);

    /// <summary>Whether there is an index or an alias of that name.</summary>
    Task<bool> IndexExistsAsync(string index, CancellationToken cancellationToken = default);

    /// <summary>False: there was none.</summary>
    Task<bool> DeleteIndexAsync(string index, CancellationToken cancellationToken = default);

    /// <summary>The indices that an alias stands for; none when there is no such alias.</summary>
    Task<IReadOnlyList<string>> GetAliasAsync(string alias, CancellationToken cancellationToken = default);

    /// <summary>Each index that <paramref name="index"/> (<c>products-*</c>) matches, with its aliases; none when there is no such index.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> GetAliasesOfAsync(string index, CancellationToken cancellationToken = default);

    /// <summary>All of them at once: a search sees the aliases before or after, never between.</summary>
    Task UpdateAliasesAsync(IReadOnlyCollection<AliasAction> actions, CancellationToken cancellationToken = default);

    /// <summary>Makes all that was written until now visible to searches.</summary>
    Task RefreshAsync(string index, CancellationToken cancellationToken = default);

    /// <summary>The id of a view of the index as it is now; each search with it may return a newer one. It is kept for <paramref name="keepAlive"/>.</summary>
    Task<string> OpenPointInTimeAsync(string index, TimeSpan keepAlive, CancellationToken cancellationToken = default);

    /// <summary>False: it had expired.</summary>
    Task<bool> ClosePointInTimeAsync(string id, CancellationToken cancellationToken = default);
}
