namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>What an index has done since the node started, for <c>_stats</c>. Approximate under load: nobody locks for it.</summary>
internal sealed class IndexStatistics
{
    public long Indexed { get; set; }

    public long Deleted { get; set; }

    public long Refreshes { get; set; }

    public long Searches { get; set; }

    public long Gets { get; set; }
}
