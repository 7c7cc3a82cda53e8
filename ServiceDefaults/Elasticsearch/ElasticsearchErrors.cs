using System.Text.Json;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>What Elasticsearch says of an error: an object with type and reason, or, where little is wrong, a sentence.</summary>
internal static class ElasticsearchErrors
{
    private const string Unnamed = "unnamed_error";

    public static async Task<ElasticsearchException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error))
                return Of(status, Read(error));
        }
        catch (JsonException)
        {
            // Something else in between, which speaks no JSON.
        }
        return new(status, Unnamed, response.ReasonPhrase is { Length: > 0 } phrase ? phrase : "no reason was given");
    }

    public static ElasticsearchException Of(int status, ElasticsearchError error) => new(status, error.Type, error.Reason);

    public static ElasticsearchError Read(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
            return new(Unnamed, error.ToString());
        // That all shards failed is no reason; why the first one did is.
        var cause =
            Text(error, "type") == "search_phase_execution_exception"
            && error.TryGetProperty("root_cause", out var causes)
            && causes.ValueKind == JsonValueKind.Array
            && causes.GetArrayLength() > 0
                ? causes[0]
                : error;
        return new(Text(cause, "type") ?? Unnamed, Text(cause, "reason") ?? "no reason was given");
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
