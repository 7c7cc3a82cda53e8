using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Reads a search's body and parameters.</summary>
internal static class SearchBodyParser
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

    public static SearchBody Read(JsonElement? body, RequestParameters parameters)
    {
        var search = new SearchBody();
        JsonElement? source = null;
        if (body is { ValueKind: not JsonValueKind.Undefined } element)
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                throw ElasticsearchException.Parsing($"Expected [START_OBJECT] but found [{element.Token()}]");
            }

            foreach (var property in element.EnumerateObject())
            {
                if (property.Name == "_source")
                {
                    source = property.Value;
                }
                else
                {
                    search = With(search, property);
                }
            }
        }

        search = With(search with { Source = SourceFilter.Read(source, parameters) }, parameters);
        Check(search);
        return search;
    }

    private static SearchBody With(SearchBody search, JsonProperty property)
    {
        var (name, value) = (property.Name, property.Value);
        switch (name)
        {
            case "query":
                return search with { Query = value };
            case "from":
                return search with { From = From(value.Int(name)) };
            case "size":
                return search with { Size = Size(value.Int(name)) };
            case "sort":
                return search with { Sort = SortField.Read(value) };
            case "track_scores":
                return search with { TrackScores = value.Bool(name) };
            case "search_after":
                return value.ValueKind == JsonValueKind.Array
                    ? search with
                    {
                        SearchAfter = [.. value.EnumerateArray()],
                    }
                    : throw ElasticsearchException.Parsing($"Unknown key for a {value.Token()} in [search_after].");
            case "post_filter":
                return search with { PostFilter = value };
            case "min_score":
                return search with { MinScore = value.Float(name) };
            case "aggs" or "aggregations":
                return search with { Aggregations = value };
            case "highlight":
                return search with { Highlight = HighlightRequest.Read(value) };
            case "suggest":
                return search with { Suggest = value };
            case "track_total_hits":
                return search with { TrackTotalHits = TotalHits(value.Text()) };
            case "version":
                return search with { Version = value.Bool(name) };
            case "seq_no_primary_term":
                return search with { SeqNoPrimaryTerm = value.Bool(name) };
            case "fields":
                return search with { Fields = FetchedFields.Read(value, name) };
            case "docvalue_fields":
                return search with { DocValueFields = FetchedFields.Read(value, name) };
            case "pit":
                return search with { PointInTime = PointInTime(value) };
            case "slice":
                return search with { Slice = Slice(value) };
            case "timeout":
                TimeValue.Parse(value.Text(), name);
                return search;
            case "explain" or "profile" when value.ValueKind == JsonValueKind.False:
                return search;
            case "stats" or "ext":
                // Labels for statistics, and for plugins.
                return search;
            case "terminate_after" when value.Int(name) == 0:
                return search;
            case "explain"
            or "profile"
            or "rescore"
            or "collapse"
            or "knn"
            or "retriever"
            or "rank"
            or "runtime_mappings"
            or "script_fields"
            or "indices_boost"
            or "terminate_after"
            or "stored_fields":
                throw ElasticsearchException.Unsupported($"[{name}] in a search");
            default:
                throw ElasticsearchException.Parsing($"Unknown key for a {value.Token()} in [{name}].");
        }
    }

    private static SearchBody With(SearchBody search, RequestParameters parameters)
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
            TimeValue.Parse(timeout, "timeout");
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
        var track = parameters.Text("track_total_hits") is { } text ? TotalHits(text) : search.TrackTotalHits;
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
            From = parameters.Number("from") is { } from ? From(from) : search.From,
            Size = parameters.Number("size") is { } size ? Size(size) : search.Size,
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

    private static int From(int from) =>
        from >= 0 ? from : throw ElasticsearchException.IllegalArgument($"[from] parameter cannot be negative but was [{from}]");

    private static int Size(int size) =>
        size >= 0 ? size : throw ElasticsearchException.IllegalArgument($"[size] parameter cannot be negative, found [{size}]");

    private static long TotalHits(string text) =>
        text switch
        {
            "true" or "" => SearchBody.CountAll,
            "false" or "-1" => SearchBody.CountNone,
            _ when int.TryParse(text, out var number) && number >= 0 => number == int.MaxValue ? SearchBody.CountAll : number,
            _ => throw ElasticsearchException.IllegalArgument($"[track_total_hits] parameter must be positive or equals to -1, got {text}"),
        };

    private static (string Id, TimeSpan? KeepAlive) PointInTime(JsonElement value)
    {
        string? id = null;
        TimeSpan? keepAlive = null;
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                switch (property.Name)
                {
                    case "id":
                        id = property.Value.Text();
                        break;
                    case "keep_alive":
                        keepAlive = TimeValue.Parse(property.Value.Text(), "keep_alive");
                        break;
                    default:
                        throw new ElasticsearchException(400, "x_content_parse_exception", $"[pit] unknown field [{property.Name}]");
                }
            }
        }

        return id is { Length: > 0 } ? (id, keepAlive) : throw ElasticsearchException.IllegalArgument("Required [id]");
    }

    private static (int Id, int Max) Slice(JsonElement value)
    {
        var (id, max) = (-1, -1);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                switch (property.Name)
                {
                    case "id":
                        id = property.Value.Int(property.Name);
                        break;
                    case "max":
                        max = property.Value.Int(property.Name);
                        break;
                    default:
                        throw ElasticsearchException.Unsupported($"[{property.Name}] in a slice");
                }
            }
        }

        return max <= 1 ? throw ElasticsearchException.IllegalArgument("max must be greater than 1")
            : id < 0 ? throw ElasticsearchException.IllegalArgument("id must be greater than or equal to 0")
            : id >= max ? throw ElasticsearchException.IllegalArgument("max must be greater than id")
            : (id, max);
    }

    /// <summary>What does not go together.</summary>
    private static void Check(SearchBody search)
    {
        var problems = new List<string>();
        if (search.Scroll is not null)
        {
            if (search.TrackTotalHits == SearchBody.CountNone)
            {
                problems.Add("disabling [track_total_hits] is not allowed in a scroll context");
            }

            if (search.From > 0)
            {
                problems.Add("using [from] is not allowed in a scroll context");
            }

            if (search.Size == 0)
            {
                problems.Add("[size] cannot be [0] in a scroll context");
            }

            if (search.PointInTime is not null)
            {
                problems.Add("using [point in time] is not allowed in a scroll context");
            }

            if (search.SearchAfter is not null)
            {
                throw ElasticsearchException.IllegalArgument("`search_after` cannot be used in a scroll context.");
            }
        }
        else if (search.Slice is not null && search.PointInTime is null)
        {
            problems.Add("[slice] can only be used with [scroll] or [point-in-time] requests");
        }

        if (search.PointInTime is null && search.Sort.Any(field => field.Name == "_shard_doc"))
        {
            problems.Add("[_shard_doc] sort field cannot be used without [point in time]");
        }

        if (problems.Count > 0)
        {
            throw Validation(problems);
        }

        if (search.SearchAfter is not null && search.From > 0)
        {
            throw Validation(["`from` parameter must be set to 0 when `search_after` is used"]);
        }
    }

    public static ElasticsearchException Validation(IReadOnlyList<string> problems) =>
        new(
            400,
            "action_request_validation_exception",
            $"Validation Failed: {string.Concat(problems.Select((problem, i) => $"{i + 1}: {problem};"))}"
        );
}
