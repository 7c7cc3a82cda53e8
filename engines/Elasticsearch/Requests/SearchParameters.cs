namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>A search's parameters in the URI.</summary>
internal static class SearchParameters
{
    // One node with one shard for each index: these change nothing here.
    private static readonly string[] WithoutEffect =
    [
        "allow_partial_search_results",
        "batched_reduce_size",
        "ccs_minimize_roundtrips",
        "max_concurrent_shard_requests",
        "pre_filter_shard_size",
        "preference",
        "request_cache",
        "routing",
        "force_synthetic_source",
    ];

    /// <summary>The parameters win over the body.</summary>
    public static SearchBody Apply(SearchBody search, RequestParameters parameters)
    {
        foreach (var name in WithoutEffect)
        {
            parameters.Text(name);
        }

        if (parameters.Text("search_type") is { } type and not ("query_then_fetch" or "dfs_query_then_fetch"))
        {
            throw ElasticsearchException.IllegalArgument($"No search type for [{type}]");
        }

        if (parameters.Text("timeout") is { } timeout)
        {
            TimeValue.ParseInterval(timeout, "timeout");
        }

        foreach (var name in (string[])["explain", "profile"])
        {
            if (parameters.Flag(name) == true)
            {
                throw ElasticsearchException.Unsupported($"[{name}] in a search");
            }
        }

        foreach (var name in (string[])["stored_fields", "terminate_after", "suggest_field"])
        {
            if (parameters.Text(name) is { } given and not "0")
            {
                throw ElasticsearchException.Unsupported($"the parameter [{name}={given}]");
            }
        }

        var totalAsNumber = parameters.Flag("rest_total_hits_as_int") ?? false;
        var track = parameters.Text("track_total_hits") is { } text ? SearchBodyParser.TotalHits(text) : search.TrackTotalHits;
        if (totalAsNumber && parameters.Text("track_total_hits") is null && search.TrackTotalHits == new SearchBody().TrackTotalHits)
        {
            track = SearchBody.CountAll;
        }

        if (totalAsNumber && track is not (SearchBody.CountAll or SearchBody.CountNone))
        {
            throw ElasticsearchException.IllegalArgument(
                $"[rest_total_hits_as_int] cannot be used if the tracking of total hits is not accurate, got {track}"
            );
        }

        var scroll = parameters.Text("scroll") is { Length: > 0 } keepAlive ? TimeValue.Parse(keepAlive, "scroll") : (TimeSpan?)null;
        return search with
        {
            UriQuery = ReadUriQuery(parameters),
            From = parameters.Number("from") is { } from ? SearchBodyParser.From(from) : search.From,
            Size = parameters.Number("size") is { } size ? SearchBodyParser.Size(size) : search.Size,
            Sort = parameters.Text("sort") is { } sort ? SortField.Read(sort) : search.Sort,
            TrackScores = parameters.Flag("track_scores") ?? search.TrackScores,
            TrackTotalHits =
                scroll is not null && parameters.Text("track_total_hits") is null && track != SearchBody.CountNone
                    ? SearchBody.CountAll
                    : track,
            TotalAsNumber = totalAsNumber,
            TypedKeys = parameters.Flag("typed_keys") ?? false,
            Version = parameters.Flag("version") ?? search.Version,
            SeqNoPrimaryTerm = parameters.Flag("seq_no_primary_term") ?? search.SeqNoPrimaryTerm,
            DocValueFields = parameters.List("docvalue_fields") is { } fields
                ? [.. fields.Select(field => new FetchedField(field, null))]
                : search.DocValueFields,
            Scroll = scroll,
        };
    }

    public static UriQuery? ReadUriQuery(RequestParameters parameters)
    {
        var uri = new UriQuery(
            parameters.Text("q") ?? "",
            parameters.Text("df"),
            parameters.Text("default_operator"),
            parameters.Text("analyzer"),
            parameters.Flag("lenient")
        );
        parameters.Flag("analyze_wildcard");
        if (uri.DefaultOperator?.ToLowerInvariant() is not (null or "and" or "or"))
        {
            throw ElasticsearchException.IllegalArgument(
                $"No enum constant org.elasticsearch.index.query.Operator.{uri.DefaultOperator.ToUpperInvariant()}"
            );
        }

        return parameters.Text("q") is null ? null : uri;
    }
}
