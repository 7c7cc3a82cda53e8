using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>Values as Java prints them, which is how they stand in Elasticsearch's errors.</summary>
internal static class JavaText
{
    private const int Longest = 200;

    public static string Of(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Object =>
                $"{{{string.Join(", ", value.EnumerateObject().Select(member => $"{member.Name}={Of(member.Value)}"))}}}",
            JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Of))}]",
            JsonValueKind.Null => "null",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.ToString(),
        };
        return text.Length <= Longest ? text : text[..Longest] + "...";
    }

    public static string Kind(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => "java.lang.String",
            JsonValueKind.Number => "java.lang.Integer",
            JsonValueKind.True or JsonValueKind.False => "java.lang.Boolean",
            JsonValueKind.Array => "java.util.ArrayList",
            _ => "java.util.LinkedHashMap",
        };
}
