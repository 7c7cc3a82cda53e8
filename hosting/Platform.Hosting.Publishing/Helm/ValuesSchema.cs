using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Helm;

/// <summary><c>values.schema.json</c>: Helm refuses a value of another type before it renders anything.</summary>
internal static class ValuesSchema
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    public static string Write(JsonObject values, IReadOnlyList<Stage> stages)
    {
        var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#" };
        foreach (var (key, value) in Of(values, isText: false))
        {
            schema[key] = value?.DeepClone();
        }
        schema["required"] = new JsonArray("stage");
        schema["properties"]!["stage"] = new JsonObject
        {
            ["enum"] = new JsonArray([.. stages.Select(stage => JsonValue.Create(stage.Name()))]),
        };
        if (values["config"] is JsonObject config)
        {
            schema["properties"]!["config"] = Of(config, isText: true);
        }
        return schema.ToJsonString(s_options) + "\n";
    }

    /// <param name="isText">Whether scalars become texts, so that any will do.</param>
    private static JsonObject Of(JsonNode? value, bool isText) =>
        value switch
        {
            JsonObject map => new()
            {
                ["type"] = "object",
                ["properties"] = new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Of(entry.Value, isText)))),
            },
            JsonArray => new() { ["type"] = "array" },
            _ when isText => new() { ["type"] = new JsonArray("string", "number", "boolean") },
            _ => new()
            {
                ["type"] = value?.GetValueKind() switch
                {
                    JsonValueKind.True or JsonValueKind.False => "boolean",
                    JsonValueKind.Number => "integer",
                    _ => "string",
                },
            },
        };
}
