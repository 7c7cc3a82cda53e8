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

    /// <summary>Maps called <c>labels</c> that a field's path can name: those below lists cannot be told from one another.</summary>
    private static IEnumerable<(string Path, JsonObject Map)> Maps(JsonObject tree, string path)
    {
        foreach (var (key, value) in tree)
        {
            if (value is JsonObject map && !key.Contains('/'))
            {
                var below = path.Length == 0 ? key : $"{path}/{key}";
                foreach (var found in key == "labels" ? [(below, map)] : Maps(map, below))
                {
                    yield return found;
                }
            }
        }
    }

    private static JsonObject? Labels(JsonObject tree) => tree["metadata"]?["labels"] as JsonObject;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
