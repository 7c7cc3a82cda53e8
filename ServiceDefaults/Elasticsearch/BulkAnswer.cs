using System.Text.Json;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>Reads the answer to a bulk request.</summary>
internal static class BulkAnswer
{
    public static BulkResponse Read(JsonElement answer) => new([.. answer.GetProperty("items").EnumerateArray().Select(Item)]);

    private static BulkResult Item(JsonElement item)
    {
        var operation = item.EnumerateObject().First();
        var result = operation.Value;
        return new(
            operation.Name,
            result.GetProperty("_index").GetString()!,
            result.TryGetProperty("_id", out var id) ? id.GetString() : null,
            result.GetProperty("status").GetInt32(),
            result.TryGetProperty("result", out var became) ? became.GetString() : null,
            result.TryGetProperty("_version", out var version) ? version.GetInt64() : null,
            result.TryGetProperty("error", out var error) ? ElasticsearchErrors.Read(error) : null
        );
    }
}
