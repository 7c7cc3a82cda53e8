using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>What an expression of index names may leave unanswered.</summary>
internal sealed record IndicesOptions(
    bool IgnoreUnavailable,
    bool AllowNoIndices,
    bool ExpandOpen,
    bool ExpandHidden,
    bool ThroughAliases = true
)
{
    /// <summary>Of searches and most others: what is named must be there, a pattern may match nothing.</summary>
    public static IndicesOptions Default { get; } = new(false, true, true, false);

    public static readonly string[] Parameters = ["ignore_unavailable", "allow_no_indices", "expand_wildcards", "ignore_throttled"];

    /// <exception cref="ElasticsearchException">A parameter has no such value.</exception>
    public static IndicesOptions Read(RequestParameters parameters, IndicesOptions? byDefault = null)
    {
        var options = byDefault ?? Default;
        _ = parameters.Flag("ignore_throttled");
        options = options with
        {
            IgnoreUnavailable = parameters.Flag("ignore_unavailable") ?? options.IgnoreUnavailable,
            AllowNoIndices = parameters.Flag("allow_no_indices") ?? options.AllowNoIndices,
        };
        if (parameters.List("expand_wildcards") is not { } states)
            return options;
        foreach (var state in states)
            if (state is not ("open" or "closed" or "hidden" or "none" or "all"))
                throw ElasticsearchException.IllegalArgument($"No valid expand wildcard value [{state}]");
        return options with
        {
            ExpandOpen = states.Contains("open") || states.Contains("all"),
            ExpandHidden = states.Contains("hidden") || states.Contains("all"),
        };
    }
}
