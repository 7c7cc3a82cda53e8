using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Mocks.Stubs.Json;

/// <summary>JSON in and out: compact, and with Korean left readable.</summary>
public static class JsonText
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Pretty = new(Compact) { WriteIndented = true };

    public static string Write(JsonNode? node) => node?.ToJsonString(Compact) ?? "null";

    public static string WriteIndented(JsonNode node) => node.ToJsonString(Pretty);

    /// <summary>A string as it is, anything else as JSON.</summary>
    public static string Plain(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    /// <exception cref="StubRefusedException">Not JSON.</exception>
    public static JsonNode? Parse(string text, string pointer)
    {
        try
        {
            var node = JsonNode.Parse(text);
            // Objects are read lazily: a duplicate key would otherwise come up later, as another exception.
            _ = node?.DeepClone();
            return node;
        }
        catch (Exception malformed) when (malformed is JsonException or ArgumentException)
        {
            throw new StubRefusedException(pointer, malformed.Message);
        }
    }
}
