using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>All requests that search. One for each server: it holds the scrolls and points in time that are open. Any thread.</summary>
internal sealed class SearchRequests(TimeProvider time)
{
    private readonly PointInTimeRequests points = new(time);
    private readonly ScrollRequests scrolls = new(time);

    /// <summary>Answers <c>_search</c>. Nothing is written when it is refused.</summary>
    /// <param name="views">The indices that are searched; a body with <c>pit</c> brings its own.</param>
    /// <exception cref="ElasticsearchException">The body or a parameter is refused; <see cref="ElasticsearchException.SearchPhase"/> says whether by the shards.</exception>
    public void Search(IReadOnlyList<IndexView> views, JsonElement? body, RequestParameters parameters, Utf8JsonWriter writer)
    {
        var began = time.GetTimestamp();
        var search = SearchBodyParser.Read(body, parameters);
        if (search.Scroll is { } keepAlive)
        {
            scrolls.Open(views, search, keepAlive, began, writer);
            return;
        }

        if (search.PointInTime is var (id, extended))
        {
            views = points.Views(id, extended);
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

    /// <summary>Answers <c>_search/scroll</c>.</summary>
    /// <param name="scrollId">Of the path; null: the body or the parameters have it.</param>
    public void Scroll(JsonElement? body, RequestParameters parameters, Utf8JsonWriter writer, string? scrollId = null) =>
        scrolls.Next(body, parameters, writer, scrollId);

    /// <summary>Answers <c>DELETE _search/scroll</c>.</summary>
    /// <param name="scrollId">Of the path, maybe <c>_all</c>; null: the body or the parameters have it.</param>
    /// <returns>The HTTP status: 404 when there was none.</returns>
    public int ClearScroll(JsonElement? body, RequestParameters parameters, Utf8JsonWriter writer, string? scrollId = null) =>
        scrolls.Clear(body, parameters, writer, scrollId);

    /// <summary>Answers <c>POST index/_pit?keep_alive=1m</c>.</summary>
    public void OpenPointInTime(IReadOnlyList<IndexView> views, RequestParameters parameters, Utf8JsonWriter writer) =>
        points.Open(views, parameters, writer);

    /// <summary>Answers <c>DELETE _pit</c>.</summary>
    /// <returns>The HTTP status: 404 when there was none.</returns>
    public int ClosePointInTime(JsonElement? body, Utf8JsonWriter writer) => points.Close(body, writer);

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
        foreach (var property in RequestBodies.Properties(body))
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
        points.Forget(index);
        scrolls.Forget(index);
    }
}
