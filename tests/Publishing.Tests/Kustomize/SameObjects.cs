using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;

namespace Publishing.Tests.Kustomize;

/// <summary>Holds what a tool has made against the objects that were meant. Only the order of maps, and of lists whose items have keys and no order, does not count.</summary>
internal static class SameObjects
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static void ShouldMean(this IEnumerable<JsonObject> made, IEnumerable<JsonObject> meant, string from)
    {
        var makes = made.ToDictionary(Id);
        var means = meant.ToDictionary(Id);
        means.Keys.Except(makes.Keys).ShouldBeEmpty($"{from} lacks objects");
        makes.Keys.Except(means.Keys).ShouldBeEmpty($"{from} has objects that nobody asked for");
        foreach (var (id, tree) in means)
        {
            // Shouldly's comparison is slow even where there is nothing to tell.
            if (!JsonNode.DeepEquals(makes[id], tree))
            {
                Text(makes[id]).ShouldBe(Text(tree), $"{from}: {id}");
            }
        }
    }

    public static string Text(JsonObject tree) => Normal(tree, MergeKeys.TypeOf(tree), "")!.ToJsonString(s_indented);

    private static string Id(JsonObject tree) =>
        $"{MergeKeys.TypeOf(tree)}/{(string?)tree["metadata"]!["namespace"]}/{(string?)tree["metadata"]!["name"]}";

    private static JsonNode? Normal(JsonNode? node, string type, string path)
    {
        switch (node)
        {
            case JsonObject map:
                return new JsonObject(
                    map.Where(entry => entry.Value is not null)
                        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                        .Select(entry =>
                            KeyValuePair.Create(entry.Key, Normal(entry.Value, type, path.Length == 0 ? entry.Key : $"{path}/{entry.Key}"))
                        )
                );
            case JsonArray list:
                var items = list.Select(item => Normal(item, type, path + "/*")).ToList();
                if (MergeKeys.Find(type, path) is { IsOrdered: false } key && key.KeysOf([list]) is { } keys)
                {
                    items = [.. items.Zip(keys[0]).OrderBy(pair => pair.Second, StringComparer.Ordinal).Select(pair => pair.First)];
                }
                return new JsonArray([.. items]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                return JsonValue.Create(JsonSerializer.Deserialize<double>(value.ToJsonString()));
            default:
                return node?.DeepClone();
        }
    }
}
