using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Kustomize;

/// <summary>
/// What objects of one type have in common, and the patch that makes each of it again. Patches add and replace; they never take away, since what
/// not every stage has is not in the common part.
/// </summary>
internal sealed class StrategicMerge(string type)
{
    /// <summary>The fields that all have. Where values differ, those of most; among as many, the first's. Null: nothing can be said so that a patch brings the rest.</summary>
    public JsonObject? Common(IReadOnlyList<JsonObject> trees)
    {
        try
        {
            return (JsonObject)Common([.. trees], "")!;
        }
        catch (NotMergeableException)
        {
            return null;
        }
    }

    /// <summary>What is to be laid over <paramref name="from"/>, which has nothing that <paramref name="to"/> has not.</summary>
    public JsonObject Difference(JsonObject from, JsonObject to) => Difference(from, to, "");

    /// <summary>As Kustomize does it: of merged lists, the patch's items come first, in the patch's order.</summary>
    public JsonObject Apply(JsonObject tree, JsonObject patch) => Apply(tree, patch, "");

    /// <summary>Whether both mean the same: the order of a list counts, unless it is one of those whose items have keys and no order.</summary>
    public bool AreSame(JsonNode? one, JsonNode? other) => AreSame(one, other, "");

    private JsonNode? Common(IReadOnlyList<JsonNode> nodes, string path)
    {
        if (nodes.Skip(1).All(node => JsonNode.DeepEquals(nodes[0], node)))
        {
            return nodes[0].DeepClone();
        }
        if (nodes.All(node => node is JsonObject))
        {
            var common = new JsonObject();
            foreach (var (key, _) in (JsonObject)nodes[0])
            {
                if (nodes.All(node => ((JsonObject)node).ContainsKey(key)))
                {
                    if (Common([.. nodes.Select(node => node[key]!)], Join(path, key)) is { } value)
                    {
                        common.Add(key, value);
                    }
                }
            }
            return common;
        }
        if (nodes.All(node => node is JsonArray))
        {
            return Common([.. nodes.Cast<JsonArray>()], path);
        }
        return nodes.All(node => node is JsonValue) ? Most(nodes).DeepClone() : null;
    }

    private JsonArray? Common(IReadOnlyList<JsonArray> lists, string path)
    {
        if (MergeKeys.IsDelicate(type, path))
        {
            throw new NotMergeableException();
        }
        if (MergeKeys.Find(type, path) is not { } key)
        {
            return (JsonArray)Most(lists).DeepClone();
        }
        var keys = key.KeysOf(lists) ?? throw new NotMergeableException();
        var common = new JsonArray();
        foreach (var item in keys[0].Where(item => keys.All(list => list.Contains(item))))
        {
            var items = lists.Select((list, i) => list[IndexOf(keys[i], item)]!).ToList();
            common.Add(Common(items, path + "/*"));
        }
        return common.Count > 0 ? common : null;
    }

    private JsonObject Difference(JsonObject from, JsonObject to, string path)
    {
        var patch = new JsonObject();
        foreach (var (key, value) in to)
        {
            var old = from[key];
            if (old is null)
            {
                patch.Add(key, value!.DeepClone());
            }
            else if (!JsonNode.DeepEquals(old, value))
            {
                var below = Join(path, key);
                patch.Add(
                    key,
                    (old, value) switch
                    {
                        (JsonObject oldMap, JsonObject map) => Difference(oldMap, map, below),
                        (JsonArray oldList, JsonArray list) when MergeKeys.Find(type, below) is { } listKey => Difference(
                            oldList,
                            list,
                            below,
                            listKey
                        ),
                        _ => value!.DeepClone(),
                    }
                );
            }
        }
        return patch;
    }

    private JsonArray Difference(JsonArray from, JsonArray to, string path, ListKey key)
    {
        var keys = key.KeysOf([from, to])!;
        bool IsChanged(int i) => IndexOf(keys[0], keys[1][i]) is var old && (old < 0 || !JsonNode.DeepEquals(from[old], to[i]));
        var changed = Enumerable.Range(0, to.Count).Where(IsChanged).ToList();
        // A merged list begins with the patch's items, so that of one with an order the patch names all up to where the old order goes on.
        var named = key.IsOrdered ? Enumerable.Range(0, LeadOf(keys[0], keys[1], changed)).ToList() : changed;
        var patch = new JsonArray();
        foreach (var i in named)
        {
            var item = (JsonObject)to[i]!;
            var old = IndexOf(keys[0], keys[1][i]);
            if (old < 0)
            {
                patch.Add(item.DeepClone());
                continue;
            }
            var difference = key.Only(item);
            foreach (var (field, value) in Difference((JsonObject)from[old]!, item, path + "/*"))
            {
                difference[field] = value?.DeepClone();
            }
            patch.Add((JsonNode)difference);
        }
        return patch;
    }

    private static int LeadOf(IReadOnlyList<string> from, IReadOnlyList<string> to, List<int> changed)
    {
        var lead = changed.Count > 0 ? changed[^1] + 1 : 0;
        while (!from.Where(key => !to.Take(lead).Contains(key)).SequenceEqual(to.Skip(lead)))
        {
            lead++;
        }
        return lead;
    }

    private JsonObject Apply(JsonObject tree, JsonObject patch, string path)
    {
        var applied = (JsonObject)tree.DeepClone();
        foreach (var (key, value) in patch)
        {
            var below = Join(path, key);
            applied[key] = (applied[key], value) switch
            {
                (JsonObject old, JsonObject map) => Apply(old, map, below),
                (JsonArray old, JsonArray list) when MergeKeys.Find(type, below) is { } listKey => Apply(old, list, below, listKey),
                _ => value!.DeepClone(),
            };
        }
        return applied;
    }

    private JsonArray Apply(JsonArray tree, JsonArray patch, string path, ListKey key)
    {
        if (key.KeysOf([tree, patch]) is not { } keys)
        {
            return [];
        }
        var applied = new JsonArray();
        for (var i = 0; i < patch.Count; i++)
        {
            var old = IndexOf(keys[0], keys[1][i]);
            applied.Add(old < 0 ? patch[i]!.DeepClone() : Apply((JsonObject)tree[old]!, (JsonObject)patch[i]!, path + "/*"));
        }
        for (var i = 0; i < tree.Count; i++)
        {
            if (!keys[1].Contains(keys[0][i]))
            {
                applied.Add(tree[i]!.DeepClone());
            }
        }
        return applied;
    }

    private bool AreSame(JsonNode? one, JsonNode? other, string path)
    {
        switch (one, other)
        {
            case (JsonObject map, JsonObject otherMap):
                return map.Count == otherMap.Count
                    && map.All(entry =>
                        otherMap.TryGetPropertyValue(entry.Key, out var value) && AreSame(entry.Value, value, Join(path, entry.Key))
                    );
            case (JsonArray list, JsonArray otherList):
                if (list.Count != otherList.Count)
                {
                    return false;
                }
                var keys = MergeKeys.Find(type, path) is { IsOrdered: false } key ? key.KeysOf([list, otherList]) : null;
                return list.Select((item, i) => (item, i))
                    .All(pair =>
                    {
                        var at = keys is null ? pair.i : IndexOf(keys[1], keys[0][pair.i]);
                        return at >= 0 && AreSame(pair.item, otherList[at], path + "/*");
                    });
            default:
                return JsonNode.DeepEquals(one, other);
        }
    }

    private static T Most<T>(IReadOnlyList<T> nodes)
        where T : JsonNode => nodes.MaxBy(node => nodes.Count(other => JsonNode.DeepEquals(node, other)))!;

    private static int IndexOf(IReadOnlyList<string> keys, string key)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i] == key)
            {
                return i;
            }
        }
        return -1;
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}/{key}";

    private sealed class NotMergeableException : Exception;
}
