using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Points in time: indices as they were, for as many searches as are wanted. Any thread.</summary>
internal sealed class PointInTimeRequests(TimeProvider time)
{
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

    private sealed record PointInTime(IReadOnlyList<IndexView> Views);

    /// <exception cref="ElasticsearchException">There is none, or none any more.</exception>
    public IReadOnlyList<IndexView> Views(string id, TimeSpan? keepAlive) =>
        (points.Find(id, keepAlive) ?? throw RequestBodies.NoContext(id, $"invalid id: [{id}]")).Views;

    public void Open(IReadOnlyList<IndexView> views, RequestParameters parameters, Utf8JsonWriter writer)
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

    public int Close(JsonElement? body, Utf8JsonWriter writer)
    {
        string? id = null;
        foreach (var property in RequestBodies.Properties(body))
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
            : RequestBodies.WriteClosed(points.Close(id) ? 1 : 0, false, writer);
    }

    public void Forget(string index) => points.CloseAll(point => point.Views.Any(view => view.Name == index));
}
