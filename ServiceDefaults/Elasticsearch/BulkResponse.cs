namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>What became of each operation, in their order.</summary>
public sealed record BulkResponse(IReadOnlyList<BulkResult> Items)
{
    /// <summary>What failed, conflicts of versions among them; a delete of what was not there is none.</summary>
    public IEnumerable<BulkResult> Failures => Items.Where(item => item.Error is not null);
}

/// <summary>What became of one operation.</summary>
/// <param name="Result"><c>created</c>, <c>updated</c>, <c>deleted</c> or <c>not_found</c>; null when it failed.</param>
public sealed record BulkResult(
    string Operation,
    string Index,
    string? Id,
    int Status,
    string? Result,
    long? Version,
    ElasticsearchError? Error
)
{
    /// <summary>What is stored is newer: nothing to do where the version came from elsewhere.</summary>
    public bool IsVersionConflict => Error is { Type: "version_conflict_engine_exception" };
}

/// <summary>What Elasticsearch says was wrong.</summary>
public sealed record ElasticsearchError(string Type, string Reason);
