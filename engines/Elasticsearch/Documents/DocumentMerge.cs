using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Documents;

/// <summary>A partial document merged into a whole one: objects by member, anything else replaced.</summary>
internal static class DocumentMerge
{
    /// <returns>Null where nothing changed.</returns>
    public static ReadOnlyMemory<byte>? Merge(ReadOnlyMemory<byte> source, JsonElement partial)
    {
        using var document = JsonBody.Parse(source, JsonBody.DocumentDepth);
        var merged = JsonObject.Create(document.RootElement)!;
        var changed = Merge(merged, partial);
        return changed ? Write(merged) : (ReadOnlyMemory<byte>?)null;
    }

    private static ReadOnlyMemory<byte> Write(JsonObject document)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, NodeJson.Writing))
            document.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private static bool Merge(JsonObject target, JsonElement partial)
    {
        var changed = false;
        foreach (var member in partial.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object && target[member.Name] is JsonObject inner)
            {
                changed |= Merge(inner, member.Value);
                continue;
            }
            var given = Node(member.Value);
            if (target.TryGetPropertyValue(member.Name, out var there) && JsonNode.DeepEquals(there, given))
                continue;
            target[member.Name] = given;
            changed = true;
        }
        return changed;
    }

    private static JsonNode? Node(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(element.Clone()),
            JsonValueKind.Array => JsonArray.Create(element.Clone()),
            JsonValueKind.Null => null,
            _ => JsonValue.Create(element.Clone()),
        };
}
