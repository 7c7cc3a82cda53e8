using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Kustomize;

/// <summary>A label that every object has and that differs by stage, as <c>environment</c> does: a line in an overlay instead of a patch for each object.</summary>
/// <param name="Paths">Further maps of labels that get it, where an object has them: <c>spec/template/metadata/labels</c>.</param>
internal sealed record StageLabel(string Key, IReadOnlyDictionary<Stage, string> Values, IReadOnlyList<string> Paths)
{
    /// <summary>Finds such labels, and takes them out of the trees.</summary>
    public static IReadOnlyList<StageLabel> Take(IReadOnlyList<StagedObject> objects)
    {
        var labels = new List<StageLabel>();
        if (objects.Count == 0 || Labels(objects[0].First) is not { } first)
        {
            return labels;
        }
        foreach (var key in first.Select(entry => entry.Key).ToList())
        {
            if (ValuesOf(objects, key) is { } values && values.Values.Distinct().Count() > 1)
            {
                labels.Add(new(key, values, TakeOut(objects, key, values)));
            }
        }
        return labels;
    }

    private static Dictionary<Stage, string>? ValuesOf(IReadOnlyList<StagedObject> objects, string key)
    {
        var values = new Dictionary<Stage, string>();
        foreach (var (stage, tree) in objects.SelectMany(found => found.Trees))
        {
            if (Text(Labels(tree)?[key]) is not { } value || (values.TryGetValue(stage, out var known) && known != value))
            {
                return null;
            }
            values[stage] = value;
        }
        return values;
    }

    private static List<string> TakeOut(IReadOnlyList<StagedObject> objects, string key, Dictionary<Stage, string> values)
    {
        var maps = objects
            .SelectMany(found => found.Trees)
            .SelectMany(entry => Maps(entry.Value, "").Select(map => (map.Path, map.Map, Value: values[entry.Key])))
            .Where(map => map.Path != "metadata/labels")
            .ToList();
        var paths = maps.GroupBy(map => map.Path, StringComparer.Ordinal)
            .Where(maps => maps.All(map => Text(map.Map[key]) == map.Value && map.Map.Count > 1))
            .Where(maps => objects.SelectMany(found => found.Trees.Values).All(tree => Leads(tree, maps.Key.Split('/'))))
            .ToList();
        foreach (var map in paths.SelectMany(maps => maps))
        {
            map.Map.Remove(key);
        }
        foreach (var tree in objects.SelectMany(found => found.Trees.Values))
        {
            var own = Labels(tree)!;
            own.Remove(key);
            if (own.Count == 0)
            {
                ((JsonObject)tree["metadata"]!).Remove("labels");
            }
        }
        return [.. paths.Select(maps => maps.Key)];
    }

    /// <summary>Maps called <c>labels</c>, by paths as Kustomize has them: of a list, all items are meant.</summary>
    private static IEnumerable<(string Path, JsonObject Map)> Maps(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonArray list:
                return list.SelectMany(item => Maps(item, path + "[]"));
            case JsonObject map:
                return map.Where(entry => !entry.Key.Contains('/'))
                    .SelectMany(entry =>
                    {
                        var below = path.Length == 0 ? entry.Key : $"{path}/{entry.Key}";
                        return entry is { Key: "labels", Value: JsonObject labels } ? [(below, labels)] : Maps(entry.Value, below);
                    });
            default:
                return [];
        }
    }

    /// <summary>Whether the path can be walked as far as it is there: at a text on its way, Kustomize would stop with an error.</summary>
    private static bool Leads(JsonNode? node, ReadOnlySpan<string> path)
    {
        if (node is null || path.Length == 0)
        {
            return node is null or JsonObject;
        }
        var key = path[0];
        var isList = key.EndsWith("[]", StringComparison.Ordinal);
        if (node is not JsonObject map)
        {
            return false;
        }
        var next = map[isList ? key[..^2] : key];
        if (!isList || next is null)
        {
            return Leads(next, path[1..]);
        }
        if (next is not JsonArray list)
        {
            return false;
        }
        foreach (var item in list)
        {
            if (!Leads(item, path[1..]))
            {
                return false;
            }
        }
        return true;
    }

    private static JsonObject? Labels(JsonObject tree) => tree["metadata"]?["labels"] as JsonObject;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
