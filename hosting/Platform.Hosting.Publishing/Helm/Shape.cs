using System.Text.Json.Nodes;

namespace Platform.Hosting.Publishing.Helm;

/// <summary>Whether trees differ in their scalars only.</summary>
internal static class Shape
{
    public static bool AreSame(JsonNode? one, JsonNode? other) =>
        (one, other) switch
        {
            (JsonObject map, JsonObject otherMap) => map.Count == otherMap.Count
                && map.All(entry => otherMap.TryGetPropertyValue(entry.Key, out var value) && AreSame(entry.Value, value)),
            (JsonArray list, JsonArray otherList) => list.Count == otherList.Count
                && list.Zip(otherList).All(pair => AreSame(pair.First, pair.Second)),
            (JsonValue value, JsonValue otherValue) => value.GetValueKind() == otherValue.GetValueKind()
                || value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
            (null, null) => true,
            _ => false,
        };
}
