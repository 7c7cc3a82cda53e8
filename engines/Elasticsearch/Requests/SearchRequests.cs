using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>All requests that search. One for each server: it holds the scrolls and points in time that are open. Any thread.</summary>
internal sealed class SearchRequests(TimeProvider time)
{
    /// <summary>The setting <c>search.max_open_scroll_context</c>'s default.</summary>
    private const int MaxScrolls = 500;

    private readonly SearchContexts<PointInTime> points = new(
        time,
        1000,
        limit =>
            new(
                429,
                "too_many_requests_exception",
                $"Trying to open too many points in time. Must be less than or equal to: [{limit}]. Close those that are not needed."
            )
    );

    private readonly SearchContexts<ScrollContext> scrolls = new(
        time,
        MaxScrolls,
        limit =>
            new(
                429,
                "too_many_scroll_contexts_exception",
                $"Trying to create too many scroll contexts. Must be less than or equal to: [{limit}]. "
                    + "This limit can be set by changing the [search.max_open_scroll_context] setting."
            )
            {
                SearchPhase = "query",
            }
    );

    private sealed record PointInTime(IReadOnlyList<IndexView> Views);

    /// <summary>Answers <c>_search</c>. Nothing is written when it is refused.</summary>
    /// <param name="views">The indices that are searched; a body with <c>pit</c> brings its own.</param>
    /// <exception cref="ElasticsearchException">The body or a parameter is refused; <see cref="ElasticsearchException.SearchPhase"/> says whether by the shards.</exception>
    public void Search(IReadOnlyList<IndexView> views, JsonElement? body, RequestParameters parameters, Utf8JsonWriter writer)
    {
        var began = time.GetTimestamp();
        var search = SearchBodyParser.Read(body, parameters);
        if (search.Scroll is { } keepAlive)
        {
            OpenScroll(views, search, keepAlive, began, writer);
            return;
        }

        if (search.PointInTime is var (id, extended))
        {
            var point = points.Find(id, extended) ?? throw NoContext(id, $"invalid id: [{id}]");
            views = point.Views;
            search = WithTieBreaker(search);
        }

        var outcome = SearchExecution.Run(views, search, time.GetUtcNow());
        SearchResponse.Write(writer, outcome, search, time, began, null, search.PointInTime?.Id);
    }

    /// <summary>What has equal values is told apart by its place, so that no page misses or repeats anything.</summary>
    private static SearchBody WithTieBreaker(SearchBody search) =>
        search.Sort.Count == 0 || search.Sort.Any(field => field.Name == "_shard_doc") || search.SearchAfter?.Count == search.Sort.Count
            ? search
            : search with
            {
                Sort = [.. search.Sort, new SortField("_shard_doc", Ascending: true)],
            };

    private void OpenScroll(IReadOnlyList<IndexView> views, SearchBody search, TimeSpan keepAlive, long began, Utf8JsonWriter writer)
    {
        SearchContexts<ScrollContext>.CheckKeepAlive(keepAlive);
        var now = time.GetUtcNow();
        var outcome = SearchExecution.Run(views, search, now);
        // The body is read again for every page: it must outlive the request.
        var kept = search with
        {
            Query = search.Query?.Clone(),
            PostFilter = search.PostFilter?.Clone(),
            Highlight = search.Highlight is { } highlight
                ? new([.. highlight.Fields.Select(field => field with { Query = field.Query?.Clone() })])
                : null,
            Aggregations = null,
            Suggest = null,
        };
        var context = new ScrollContext(views, kept, now) { After = LastOf(outcome) };
        SearchResponse.Write(writer, outcome, search, time, began, scrolls.Open(context, keepAlive));
    }

    private static SearchAfterKeys? LastOf(SearchOutcome outcome) =>
        outcome.Hits is [.., var last] ? new(last.Keys, last.ShardDocument) : null;

    /// <summary>Answers <c>_search/scroll</c>.</summary>
    /// <param name="scrollId">Of the path; null: the body or the parameters have it.</param>
    public void Scroll(JsonElement? body, RequestParameters parameters, Utf8JsonWriter writer, string? scrollId = null)
    {
        var began = time.GetTimestamp();
        scrollId = parameters.Text("scroll_id") ?? scrollId;
        var keepAlive = parameters.Text("scroll");
        var asNumber = parameters.Flag("rest_total_hits_as_int") ?? false;
        foreach (var property in Properties(body))
        {
            switch (property.Name)
            {
                case "scroll_id":
                    scrollId = property.Value.Text();
                    break;
                case "scroll":
                    keepAlive = property.Value.Text();
                    break;
                default:
                    throw ElasticsearchException.IllegalArgument(
                        $"Unknown parameter [{property.Name}] in request body or parameter is of the wrong type[{property.Value.Token()}] "
                    );
            }
        }

        if (string.IsNullOrEmpty(scrollId))
        {
            throw SearchValidation.Failed(["scrollId is missing"]);
        }

        var context =
            scrolls.Find(scrollId, keepAlive is null ? null : TimeValue.Parse(keepAlive, "scroll"))
            ?? throw NoContext(scrollId, "Cannot parse scroll id");
        lock (context)
        {
            // After the last page there is nothing, and nothing is searched for it.
            var search = context.Body with
            {
                TotalAsNumber = asNumber || context.Body.TotalAsNumber,
            };
            var outcome = SearchExecution.Run(
                context.Views,
                context.After is null ? search with { Size = 0 } : search,
                context.Now,
                context.After,
                aggregate: false
            );
            context.After = LastOf(outcome);
            SearchResponse.Write(writer, outcome, search, time, began, scrollId);
        }
    }

    /// <summary>Answers <c>DELETE _search/scroll</c>.</summary>
    /// <param name="scrollId">Of the path, maybe <c>_all</c>; null: the body or the parameters have it.</param>
    /// <returns>The HTTP status: 404 when there was none.</returns>
    public int ClearScroll(JsonElement? body, RequestParameters parameters, Utf8JsonWriter writer, string? scrollId = null)
    {
        List<string> ids = [.. (parameters.Text("scroll_id") ?? scrollId ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)];
        foreach (var property in Properties(body))
        {
            if (property.Name != "scroll_id")
            {
                throw ElasticsearchException.IllegalArgument(
                    $"Unknown parameter [{property.Name}] in request body or parameter is of the wrong type[{property.Value.Token()}] "
                );
            }

            ids =
                property.Value.ValueKind == JsonValueKind.Array
                    ? [.. property.Value.EnumerateArray().Select(item => item.Text())]
                    : [property.Value.Text()];
        }

        if (ids.Count == 0)
        {
            throw SearchValidation.Failed(["no scroll ids specified"]);
        }

        return Closed(ids is ["_all"] ? scrolls.CloseAll(_ => true) : ids.Count(scrolls.Close), ids is ["_all"], writer);
    }

    /// <summary>Answers <c>POST index/_pit?keep_alive=1m</c>.</summary>
    public void OpenPointInTime(IReadOnlyList<IndexView> views, RequestParameters parameters, Utf8JsonWriter writer)
    {
        foreach (var name in (string[])["preference", "routing", "allow_partial_search_results", "max_concurrent_shard_requests"])
        {
            parameters.Text(name);
        }

        var keepAlive = parameters.Text("keep_alive") ?? throw SearchValidation.Failed(["[keep_alive] is not specified"]);
        var id = points.Open(new(views), TimeValue.Parse(keepAlive, "keep_alive"));
        writer.WriteStartObject();
        writer.WriteString("id", id);
        SearchResponse.WriteShards(writer, views.Count);
        writer.WriteEndObject();
    }

    /// <summary>Answers <c>DELETE _pit</c>.</summary>
    /// <returns>The HTTP status: 404 when there was none.</returns>
    public int ClosePointInTime(JsonElement? body, Utf8JsonWriter writer)
    {
        string? id = null;
        foreach (var property in Properties(body))
        {
            id =
                property.Name == "id"
                    ? property.Value.Text()
                    : throw new ElasticsearchException(
                        400,
                        "x_content_parse_exception",
                        $"[close_point_in_time] unknown field [{property.Name}]"
                    );
        }

        return string.IsNullOrEmpty(id)
            ? throw ElasticsearchException.IllegalArgument("Required [id]")
            : Closed(points.Close(id) ? 1 : 0, false, writer);
    }

    private static int Closed(int freed, bool all, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("succeeded", true);
        writer.WriteNumber("num_freed", freed);
        writer.WriteEndObject();
        return freed > 0 || all ? 200 : 404;
    }

    private static IEnumerable<JsonProperty> Properties(JsonElement? body) =>
        body switch
        {
            null or { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => [],
            { ValueKind: JsonValueKind.Object } element => element.EnumerateObject(),
            { } other => throw ElasticsearchException.IllegalArgument(
                $"Malformed content, must start with an object but is [{other.Token()}]"
            ),
        };

    private static ElasticsearchException NoContext(string id, string malformed) =>
        id.Length == 44 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new(404, "search_context_missing_exception", $"No search context found for id [{id}]") { SearchPhase = "query" }
            : ElasticsearchException.IllegalArgument(malformed);

    /// <summary>Answers <c>_count</c>.</summary>
    public void Count(IReadOnlyList<IndexView> views, JsonElement? body, RequestParameters parameters, Utf8JsonWriter writer)
    {
        foreach (var name in (string[])["preference", "routing", "request_cache"])
        {
            parameters.Text(name);
        }

        if (parameters.Text("terminate_after") is { } most and not "0")
        {
            throw ElasticsearchException.Unsupported($"the parameter [terminate_after={most}]");
        }

        var search = new SearchBody
        {
            UriQuery = SearchParameters.ReadUriQuery(parameters),
            MinScore = parameters.Text("min_score") is { } score && float.TryParse(score, out var least) ? least : null,
        };
        foreach (var property in Properties(body))
        {
            search = property.Name switch
            {
                "query" => search with { Query = property.Value },
                "min_score" => search with { MinScore = property.Value.Float(property.Name) },
                _ => throw ElasticsearchException.Parsing($"request does not support [{property.Name}]"),
            };
        }

        var count = search.MinScore is null
            ? Contexts(views).Sum(view => new IndexSearcher(view.View.Snapshot, view.Mapping).Count(SearchExecution.QueryOf(search, view)))
            : SearchExecution.Run(views, search with { Size = 0, TrackTotalHits = SearchBody.CountAll }, time.GetUtcNow()).Total;
        writer.WriteStartObject();
        writer.WriteNumber("count", count);
        SearchResponse.WriteShards(writer, views.Count);
        writer.WriteEndObject();
    }

    private QueryContext[] Contexts(IReadOnlyList<IndexView> views)
    {
        var now = time.GetUtcNow();
        return [.. views.Select(view => new QueryContext(view, now))];
    }

    /// <summary>What _update_by_query and _delete_by_query work on, in the order of the index.</summary>
    /// <param name="query">The query itself, not the body; null: every document.</param>
    public IReadOnlyList<Match> Matches(IndexView view, JsonElement? query)
    {
        var parsed = query is { } element ? QueryParser.Parse(element, new QueryContext(view, time.GetUtcNow())) : new MatchAllQuery();
        var matches = new MatchCollector();
        new IndexSearcher(view.Snapshot, view.Mapping).Search(parsed, scores: false, matches);
        return matches.Matches;
    }

    /// <summary>Scrolls and points in time whose index is gone end with it.</summary>
    public void Forget(string index)
    {
        points.CloseAll(point => point.Views.Any(view => view.Name == index));
        scrolls.CloseAll(scroll => scroll.Views.Any(view => view.Name == index));
    }
}
