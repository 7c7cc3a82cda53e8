using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>What the requests about scrolls and points in time have in common.</summary>
internal static class RequestBodies
{
    public static IEnumerable<JsonProperty> Properties(JsonElement? body) =>
        body switch
        {
            null or { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => [],
            { ValueKind: JsonValueKind.Object } element => element.Properties(),
            { } other => throw ElasticsearchException.IllegalArgument(
                $"Malformed content, must start with an object but is [{other.Token()}]"
            ),
        };

    public static ElasticsearchException NoContext(string id, string malformed) =>
        id.Length == 44 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new(404, "search_context_missing_exception", $"No search context found for id [{id}]") { SearchPhase = "query" }
            : ElasticsearchException.IllegalArgument(malformed);

    /// <returns>The HTTP status.</returns>
    public static int WriteClosed(int freed, bool all, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("succeeded", true);
        writer.WriteNumber("num_freed", freed);
        writer.WriteEndObject();
        return freed > 0 || all ? 200 : 404;
    }
}
