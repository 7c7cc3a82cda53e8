using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Helm;

/// <summary>Hashes of config maps in annotations of pods: a chart computes them anew from what it renders, so that a value given to Helm rolls the pods too.</summary>
internal sealed class ConfigurationHashes(IReadOnlyList<StagedObject> objects)
{
    private readonly List<StagedObject> maps =
    [
        .. objects
            .GroupBy(found => found.File, StringComparer.Ordinal)
            .Where(file => file.Count() == 1)
            .Select(file => file.First())
            .Where(found => MergeKeys.TypeOf(found.First) == "v1/ConfigMap"),
    ];

    /// <summary>What computes the annotation in every stage; null where it is no hash of a config map that stands alone in its file.</summary>
    /// <param name="values">Of the stages that have the annotation.</param>
    public string? Find(StagedObject pods, string annotation, IReadOnlyDictionary<Stage, JsonNode> values)
    {
        switch (annotation)
        {
            case ConfigurationHash.Config:
                var own = maps.Find(map => values.All(value => Data(map, value.Key) is { } data && IsHash(value.Value, data)));
                return own is null ? null : $"{Included(own)} | toJson | sha256sum";
            case ConfigurationHash.Parameters:
                foreach (var map in maps)
                {
                    var keys = values.ToDictionary(
                        value => value.Key,
                        value => Used(pods.Trees[value.Key], (string)map.First["metadata"]!["name"]!)
                    );
                    var first = keys.Values.First();
                    if (
                        first.Count > 0
                        && keys.Values.All(first.SetEquals)
                        && values.All(value =>
                            Data(map, value.Key) is { } data && IsHash(value.Value, data.Where(entry => first.Contains(entry.Key)))
                        )
                    )
                    {
                        return $"pick {Included(map)} {string.Join(' ', first.Select(key => $"\"{key}\""))} | toJson | sha256sum";
                    }
                }
                return null;
            default:
                return null;
        }
    }

    private static string Included(StagedObject map) => $"(include (print $.Template.BasePath \"/{map.File}\") . | fromYaml).data";

    private static bool IsHash(JsonNode value, IEnumerable<KeyValuePair<string, string>> data) =>
        (string?)value == ConfigurationHash.Of(data);

    private static List<KeyValuePair<string, string>>? Data(StagedObject map, Stage stage) =>
        map.Trees.TryGetValue(stage, out var tree) && tree["data"] is JsonObject data
            ? [.. data.Select(entry => KeyValuePair.Create(entry.Key, (string)entry.Value!))]
            : null;

    /// <summary>The keys of the map that the pod's variables name.</summary>
    private static SortedSet<string> Used(JsonNode? node, string map)
    {
        var used = new SortedSet<string>(StringComparer.Ordinal);
        switch (node)
        {
            case JsonObject { } reference when reference["configMapKeyRef"] is JsonObject key && (string?)key["name"] == map:
                used.Add((string)key["key"]!);
                break;
            case JsonObject tree:
                used.UnionWith(tree.SelectMany(entry => Used(entry.Value, map)));
                break;
            case JsonArray list:
                used.UnionWith(list.SelectMany(item => Used(item, map)));
                break;
        }
        return used;
    }
}
