using System.Text.Json.Nodes;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>What tells the items of a list apart, so that two lists can be merged.</summary>
/// <param name="Fields">The first is always there; of the others, all items have them or none has.</param>
/// <param name="IsOrdered">Whether the order means something: <c>$(NAME)</c> sees what stands above it, and steps run one after the other.</param>
internal sealed record ListKey(IReadOnlyList<string> Fields, bool IsOrdered = false)
{
    /// <summary>The keys of each list's items; null where an item has none, two have the same, or not all have the same fields.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? KeysOf(IReadOnlyList<JsonArray> lists)
    {
        var items = lists.SelectMany(list => list).ToList();
        if (items.Any(item => item is not JsonObject map || map[Fields[0]] is not JsonValue))
        {
            return null;
        }
        foreach (var field in Fields.Skip(1))
        {
            var having = items.Count(item => ((JsonObject)item!)[field] is JsonValue);
            if (having != 0 && having != items.Count)
            {
                return null;
            }
        }
        var keys = lists.Select(list => (IReadOnlyList<string>)[.. list.Select(item => KeyOf((JsonObject)item!))]).ToList();
        return keys.All(list => list.Distinct(StringComparer.Ordinal).Count() == list.Count) ? keys : null;
    }

    /// <summary>An item of which nothing is known but which it is.</summary>
    public JsonObject Only(JsonObject item) =>
        new(Fields.Where(item.ContainsKey).Select(field => KeyValuePair.Create(field, item[field]?.DeepClone())));

    private string KeyOf(JsonObject item) => string.Join(' ', Fields.Select(field => item[field]?.ToJsonString() ?? ""));
}
