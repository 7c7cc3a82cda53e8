using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>Reads the answer to a search; what is handed out outlives it.</summary>
internal static class SearchAnswer
{
    private static readonly Dictionary<string, IReadOnlyList<string>> NoHighlight = [];

    /// <exception cref="ElasticsearchException">A shard failed: what the others found is no answer.</exception>
    public static SearchResponse<T> Read<T>(JsonElement answer, JsonTypeInfo<T> type)
    {
        RefusePart(answer);
        var hits = answer.GetProperty("hits");
        return new(
            [.. hits.GetProperty("hits").EnumerateArray().Select(hit => Hit(hit, type))],
            Total(hits),
            Number(hits, "max_score"),
            Copy(answer, "aggregations"),
            Copy(answer, "suggest"),
            answer.TryGetProperty("pit_id", out var pit) ? pit.GetString() : null,
            answer.TryGetProperty("timed_out", out var timedOut) && timedOut.GetBoolean(),
            TimeSpan.FromMilliseconds(answer.TryGetProperty("took", out var took) ? took.GetInt64() : 0)
        );
    }

    private static SearchHit<T> Hit<T>(JsonElement hit, JsonTypeInfo<T> type) =>
        new(
            hit.GetProperty("_index").GetString()!,
            hit.GetProperty("_id").GetString()!,
            Number(hit, "_score"),
            hit.TryGetProperty("_source", out var source) ? source.Deserialize(type) : default,
            Copy(hit, "sort"),
            hit.TryGetProperty("highlight", out var highlight)
                ? highlight
                    .EnumerateObject()
                    .ToDictionary(
                        field => field.Name,
                        IReadOnlyList<string> (field) => [.. field.Value.EnumerateArray().Select(fragment => fragment.GetString()!)]
                    )
                : NoHighlight
        );

    private static SearchTotal? Total(JsonElement hits) =>
        hits.TryGetProperty("total", out var total)
            ? new(total.GetProperty("value").GetInt64(), total.GetProperty("relation").ValueEquals("eq"))
            : null;

    private static double? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static JsonElement? Copy(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.Clone() : null;

    private static void RefusePart(JsonElement answer)
    {
        if (!answer.TryGetProperty("_shards", out var shards) || !shards.TryGetProperty("failed", out var failed) || failed.GetInt32() == 0)
            return;
        var why =
            shards.TryGetProperty("failures", out var failures) && failures.GetArrayLength() > 0
                ? ElasticsearchErrors.Read(failures[0].GetProperty("reason"))
                : new("search_phase_execution_exception", "a shard failed without a reason");
        throw ElasticsearchErrors.Of(503, why);
    }
}
