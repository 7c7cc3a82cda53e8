using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>One object, as each stage that has it wants it.</summary>
/// <param name="Trees">Without nulls, in the order of <c>Stages.All</c>.</param>
internal sealed record StagedObject(string Id, string File, string Component, SortedList<Stage, JsonObject> Trees)
{
    /// <summary>That of the first stage, for what is the same in all.</summary>
    public JsonObject First => Trees.Values[0];

    public IList<Stage> Stages => Trees.Keys;

    /// <summary>The same, but with trees that may be changed.</summary>
    public StagedObject Copy() =>
        this with
        {
            Trees = new(Trees.ToDictionary(entry => entry.Key, entry => (JsonObject)entry.Value.DeepClone())),
        };

    /// <summary>Every stage's list of objects as one list, where an object's neighbours are those that it has in its stages.</summary>
    public static IReadOnlyList<StagedObject> Align(IReadOnlyList<StageObjects> stages)
    {
        var all = new LinkedList<StagedObject>();
        var places = new Dictionary<string, LinkedListNode<StagedObject>>(StringComparer.Ordinal);
        foreach (var (stage, objects) in stages)
        {
            LinkedListNode<StagedObject>? last = null;
            foreach (var found in objects)
            {
                if (!places.TryGetValue(found.Id, out var place))
                {
                    var added = new StagedObject(found.Id, found.File, found.Component, []);
                    place = last is null ? all.AddFirst(added) : all.AddAfter(last, added);
                    places.Add(found.Id, place);
                }
                if (!place.Value.Trees.TryAdd(stage, Normal(found.Tree)))
                {
                    throw new InvalidOperationException($"{found.Kind} '{found.Name}' is there twice in {stage.Name()}: '{found.Id}'.");
                }
                last = place;
            }
        }
        return [.. all];
    }

    /// <summary>As it comes back from text: numbers of any type are alike, and a field that is null is not there.</summary>
    private static JsonObject Normal(JsonObject tree)
    {
        var normal = JsonNode.Parse(tree.ToJsonString())!.AsObject();
        RemoveNulls(normal);
        return normal;
    }

    private static void RemoveNulls(JsonNode? node)
    {
        if (node is JsonObject map)
        {
            foreach (var key in map.Where(entry => entry.Value is null).Select(entry => entry.Key).ToList())
            {
                map.Remove(key);
            }
            foreach (var (_, value) in map)
            {
                RemoveNulls(value);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                RemoveNulls(item);
            }
        }
    }
}

/// <summary>What one stage wants.</summary>
internal sealed record StageObjects(Stage Stage, IReadOnlyList<KubernetesObject> Objects);
