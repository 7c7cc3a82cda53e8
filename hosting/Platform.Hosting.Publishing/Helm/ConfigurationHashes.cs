using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Helm;

/// <summary>Hashes of config maps in annotations of pods: a chart computes them anew from what it renders, so that a value given to Helm rolls the pods too.</summary>
internal sealed class ConfigurationHashes
{
    private readonly Dictionary<(Stage Stage, string Hash), List<StagedObject>> byHash = [];
    private readonly ILookup<string, StagedObject> byName;

    public ConfigurationHashes(IReadOnlyList<StagedObject> objects)
    {
        var maps = objects
            .GroupBy(found => found.File, StringComparer.Ordinal)
            .Where(file => file.Count() == 1)
            .Select(file => file.First())
            .Where(found => MergeKeys.TypeOf(found.First) == "v1/ConfigMap")
            .ToList();
        byName = maps.ToLookup(map => (string)map.First["metadata"]!["name"]!, StringComparer.Ordinal);
        foreach (var map in maps)
        {
            foreach (var stage in map.Stages)
            {
                if (Data(map, stage) is { } data)
                {
                    var key = (stage, ConfigurationHash.Of(data));
                    byHash[key] = [.. byHash.GetValueOrDefault(key) ?? [], map];
                }
            }
        }
    }

    /// <summary>What computes the annotation in every stage; null where it is no hash of a config map that stands alone in its file.</summary>
    /// <param name="values">Of the stages that have the annotation.</param>
    public string? Find(StagedObject pods, string annotation, IReadOnlyDictionary<Stage, JsonNode> values) =>
        annotation switch
        {
            ConfigurationHash.Config => OfAll(pods, values),
            ConfigurationHash.Parameters => OfSome(pods, values),
            _ => null,
        };

    private string? OfAll(StagedObject pods, IReadOnlyDictionary<Stage, JsonNode> values)
    {
        var maps = values.Select(value => byHash.GetValueOrDefault((value.Key, (string)value.Value!)) ?? []).ToList();
        // Two services may have the same configuration by chance: a service's own stands beside it.
        var map = maps[0]
            .Where(one => maps.TrueForAll(others => others.Contains(one)))
            .MaxBy(one => Path.GetDirectoryName(one.File) == Path.GetDirectoryName(pods.File));
        return map is null ? null : $"{Included(map)} | toJson | sha256sum";
    }

    private string? OfSome(StagedObject pods, IReadOnlyDictionary<Stage, JsonNode> values)
    {
        foreach (var name in References(pods.First).Select(reference => reference.Map).Distinct())
        {
            var keys = values
                .Keys.Select(stage => References(pods.Trees[stage]).Where(one => one.Map == name).Select(one => one.Key))
                .ToList();
            var used = new SortedSet<string>(keys[0], StringComparer.Ordinal);
            var map = keys.TrueForAll(used.SetEquals)
                ? byName[name].FirstOrDefault(map => values.All(value => IsHash(value.Value, Data(map, value.Key), used)))
                : null;
            if (map is not null)
            {
                return $"pick {Included(map)} {string.Join(' ', used.Select(key => $"\"{key}\""))} | toJson | sha256sum";
            }
        }
        return null;
    }

    private static bool IsHash(JsonNode value, List<KeyValuePair<string, string>>? data, SortedSet<string> keys) =>
        data is not null && (string?)value == ConfigurationHash.Of(data.Where(entry => keys.Contains(entry.Key)));

    private static string Included(StagedObject map) => $"(include (print $.Template.BasePath \"/{map.File}\") . | fromYaml).data";

    private static List<KeyValuePair<string, string>>? Data(StagedObject map, Stage stage) =>
        map.Trees.TryGetValue(stage, out var tree) && tree["data"] is JsonObject data
            ? [.. data.Select(entry => KeyValuePair.Create(entry.Key, (string)entry.Value!))]
            : null;

    /// <summary>The entries of config maps that variables name.</summary>
    private static IEnumerable<(string Map, string Key)> References(JsonNode? node) =>
        node switch
        {
            JsonObject tree when tree["configMapKeyRef"] is JsonObject reference =>
            [
                ((string)reference["name"]!, (string)reference["key"]!),
            ],
            JsonObject tree => tree.SelectMany(entry => References(entry.Value)),
            JsonArray list => list.SelectMany(References),
            _ => [],
        };
}
