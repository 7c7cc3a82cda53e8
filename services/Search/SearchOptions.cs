namespace Search;

/// <summary>Bound from <c>Search</c>.</summary>
public sealed class SearchOptions
{
    /// <summary>How often Elasticsearch makes writes visible: the most that a change waits in it. In milliseconds at the finest.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Copies of an index on other nodes; a cluster of one has no place for any.</summary>
    public int Replicas { get; set; }

    /// <summary>How long a rebuild that is not heard of counts as running; one that lives says so three times in this time.</summary>
    public TimeSpan RebuildLease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Products that a rebuild reads and writes at once: 1 to 1,000.</summary>
    public int RebuildBatch { get; set; } = 500;

    /// <summary>How long a cursor is good for after each page.</summary>
    public TimeSpan CursorLifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How old categories' names may be.</summary>
    public TimeSpan CategoryLifetime { get; set; } = TimeSpan.FromMinutes(5);
}
