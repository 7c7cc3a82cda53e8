using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Helm;

/// <summary>One object of all stages as a template: what differs is a value, what some stages lack stands behind a condition.</summary>
internal sealed class ObjectTemplate
{
    // Above it, a number is no longer the same after it was a value: Helm reads them as floating point.
    private const long LargestSafeInteger = 1L << 53;
    private readonly HelmValues values;
    private readonly ValueNames names;
    private readonly ConfigurationHashes hashes;
    private readonly TemplateText text;
    private readonly StagedObject found;
    private readonly string type;
    private int lines;

    public ObjectTemplate(StagedObject found, HelmValues values, ValueNames names, ConfigurationHashes hashes)
    {
        this.found = found;
        this.values = values;
        this.names = names;
        this.hashes = hashes;
        type = MergeKeys.TypeOf(found.First);
        text = new(string.Concat(found.Trees.Values.Select(tree => tree.ToJsonString())));
    }

    /// <summary>Finds the values, and writes nothing.</summary>
    public void Collect() => Tree();

    public string Write()
    {
        var tree = Tree();
        var written = text.Write(tree);
        // Helm cuts white space off the end of a document.
        return TemplateText.MayEndWithLineBreak(tree) ? written + "# The line break above is a part of the text.\n" : written;
    }

    private JsonObject Tree() =>
        (JsonObject)Map(found.Trees.ToDictionary(entry => entry.Key, entry => (JsonNode)entry.Value), new("", []))!;

    /// <summary>Null where only conditions can tell the stages apart.</summary>
    private JsonNode? Node(IReadOnlyDictionary<Stage, JsonNode> nodes, Place place)
    {
        var first = nodes.Values.First();
        if (Special(nodes, place) is { } special)
        {
            return special;
        }
        if (first is JsonValue && AreAlike(nodes))
        {
            return Literal(first);
        }
        return nodes.Values.All(node => node is JsonObject) ? Map(nodes, place)
            : nodes.Values.All(node => node is JsonArray) ? List(nodes, place)
            : nodes.Values.All(node => node is JsonValue) ? Scalar(nodes, place)
            : null;
    }

    /// <summary>Configuration and images are values even where they are the same in every stage: they are what people change.</summary>
    private JsonNode? Special(IReadOnlyDictionary<Stage, JsonNode> nodes, Place place)
    {
        if (!nodes.Values.All(node => node is JsonValue && node.GetValueKind() == JsonValueKind.String))
        {
            return null;
        }
        if (type == "v1/ConfigMap" && place.Words is ["data", var key])
        {
            var isFile = nodes.Values.Any(node => ((string)node!).Contains('\n'));
            return isFile && AreAlike(nodes) ? null : Quoted(values.AddConfiguration(names.Group, key, nodes));
        }
        if (place.Words is [.., "annotations", var annotation] && hashes.Find(found, annotation, nodes) is { } hash)
        {
            return text.Scalar($"{{{{ {hash} }}}}");
        }
        if (
            MergeKeys.PodPath(type) is { } pod
            && (place.Path == $"{pod}containers/*/image" || place.Path == $"{pod}initContainers/*/image")
        )
        {
            return Quoted(values.Add(names.Group, HelmValues.KeyOf($"{place.Words[^2]}_image"), null, nodes));
        }
        return null;
    }

    private JsonNode? Map(IReadOnlyDictionary<Stage, JsonNode> nodes, Place place)
    {
        var maps = nodes.ToDictionary(entry => entry.Key, entry => (JsonObject)entry.Value);
        var keys = maps.Values.SelectMany(map => map.Select(entry => entry.Key)).Distinct(StringComparer.Ordinal).ToList();
        var always = keys.Find(key => maps.Values.All(map => map.ContainsKey(key)));
        if (keys.Count > 0 && always is null)
        {
            return null;
        }
        var result = new JsonObject();
        // A condition cannot stand right behind a dash: what is always there goes first.
        foreach (var key in keys.OrderBy(key => key == always ? 0 : 1))
        {
            var having = maps.Where(map => map.Value.ContainsKey(key)).ToDictionary(map => map.Key, map => map.Value[key]!);
            var below = place.Below(key);
            if (Node(having, below) is { } node)
            {
                Conditional(having.Keys, maps.Keys, line => result.Add(NextLine(), line), () => result.Add(key, node));
                continue;
            }
            foreach (var group in Alike(having))
            {
                Conditional(
                    [.. group.Keys],
                    maps.Keys,
                    line => result.Add(NextLine(), line),
                    () => result.Add(text.Key(key), Literal(group.Values.First()))
                );
            }
        }
        return result;
    }

    private JsonNode? List(IReadOnlyDictionary<Stage, JsonNode> nodes, Place place)
    {
        var lists = nodes.ToDictionary(entry => entry.Key, entry => (JsonArray)entry.Value);
        var key = MergeKeys.Find(type, place.Path);
        if (AreAlike(nodes) && key is null)
        {
            return Literal(nodes.Values.First());
        }
        if (key?.KeysOf([.. lists.Values]) is { } keys)
        {
            return Merged(lists, [.. keys], key.Fields[0], place);
        }
        if (AreAlike(nodes))
        {
            return Literal(nodes.Values.First());
        }
        var items = lists.Values.SelectMany(list => list).ToList();
        if (items.All(item => item is JsonValue))
        {
            return Value(nodes, place, "toJson");
        }
        if (lists.Values.Skip(1).All(list => Shape.AreSame(lists.Values.First(), list)))
        {
            var indexes = Enumerable.Range(0, lists.Values.First().Count).Select(i => $"{i}").ToList();
            return Merged(lists, [.. lists.Values.Select(_ => indexes)], null, place);
        }
        var texts = lists.Values.Select(list => (IReadOnlyList<string>)[.. list.Select(item => item?.ToJsonString() ?? "null")]).ToList();
        return texts.All(list => list.Distinct(StringComparer.Ordinal).Count() == list.Count) ? Merged(lists, texts, null, place) : null;
    }

    /// <summary>Item by item; <paramref name="keys"/> say which items of the lists are the same.</summary>
    private JsonArray? Merged(Dictionary<Stage, JsonArray> lists, IReadOnlyList<IReadOnlyList<string>> keys, string? nameField, Place place)
    {
        if (ListOrder.Merge(keys) is not { } order || (lists.Values.Any(list => list.Count == 0) && order.Count > 0))
        {
            return null;
        }
        var places = lists.Keys.Zip(keys).ToDictionary(pair => pair.First, pair => pair.Second.ToList());
        var result = new JsonArray();
        foreach (var key in order)
        {
            var having = lists
                .Where(list => places[list.Key].Contains(key))
                .ToDictionary(list => list.Key, list => list.Value[places[list.Key].IndexOf(key)]!);
            var first = having.Values.First();
            var name = (first as JsonObject)?[nameField ?? "name"] is JsonValue value ? value.ToString() : $"{result.Count}";
            if (Node(having, place.Item(name)) is { } node)
            {
                Conditional(having.Keys, lists.Keys, result.Add, () => result.Add(node));
                continue;
            }
            foreach (var group in Alike(having))
            {
                Conditional([.. group.Keys], lists.Keys, result.Add, () => result.Add(Literal(group.Values.First())));
            }
        }
        return result;
    }

    private JsonNode? Scalar(IReadOnlyDictionary<Stage, JsonNode> nodes, Place place)
    {
        if (nodes.Values.All(node => node.GetValueKind() == JsonValueKind.String))
        {
            var texts = nodes.ToDictionary(node => node.Key, node => (string)node.Value!);
            return texts.All(one => one.Value == one.Key.Name()) ? Quoted(".Values.stage")
                : StageText.Of(texts) is { } around ? text.Scalar(around)
                : Value(nodes, place, "quote");
        }
        if (nodes.Values.All(node => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False))
        {
            return Value(nodes, place, null);
        }
        var areIntegers = nodes.Values.All(node =>
            long.TryParse(node.ToJsonString(), out var number) && number is >= -LargestSafeInteger and <= LargestSafeInteger
        );
        return areIntegers ? Value(nodes, place, "int") : null;
    }

    private JsonNode? Value(IReadOnlyDictionary<Stage, JsonNode> nodes, Place place, string? function)
    {
        // JSON leaves characters bare that no YAML may contain.
        if (function == "toJson" && nodes.Values.Any(node => Texts(node).Any(item => item.Any(c => c > '~' && !char.IsLetterOrDigit(c)))))
        {
            return null;
        }
        var expression = values.Add(names.Group, names.Of(place.Words), names.Short(place.Words), nodes);
        return text.Scalar(function is null ? $"{{{{ {expression} }}}}" : $"{{{{ {expression} | {function} }}}}");
    }

    private JsonNode Quoted(string expression) => text.Scalar($"{{{{ {expression} | quote }}}}");

    private JsonNode Literal(JsonNode? node) =>
        node switch
        {
            JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Literal(entry.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Literal)]),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => text.Literal((string)value!),
            _ => node?.DeepClone()!,
        };

    private void Conditional(IReadOnlyCollection<Stage> having, IReadOnlyCollection<Stage> known, Action<JsonNode> line, Action add)
    {
        if (having.Count == known.Count)
        {
            add();
            return;
        }
        line(text.Line(StageCondition.If([.. having], [.. known])));
        add();
        line(text.Line(StageCondition.End));
    }

    private string NextLine() => $"\0{lines++}";

    private static bool AreAlike(IReadOnlyDictionary<Stage, JsonNode> nodes) =>
        nodes.Values.Skip(1).All(node => JsonNode.DeepEquals(nodes.Values.First(), node));

    private static List<Dictionary<Stage, JsonNode>> Alike(IReadOnlyDictionary<Stage, JsonNode> nodes)
    {
        var groups = new List<Dictionary<Stage, JsonNode>>();
        foreach (var (stage, node) in nodes)
        {
            if (groups.Find(group => JsonNode.DeepEquals(group.Values.First(), node)) is { } group)
            {
                group.Add(stage, node);
            }
            else
            {
                groups.Add(new() { [stage] = node });
            }
        }
        return groups;
    }

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonArray list => list.SelectMany(Texts),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => [(string)value!],
            _ => [],
        };

    /// <summary>Where a node stands: as merge keys have it, and in words.</summary>
    private sealed record Place(string Path, IReadOnlyList<string> Words)
    {
        public Place Below(string key) => new(Path.Length == 0 ? key : $"{Path}/{key}", [.. Words, key]);

        public Place Item(string name) => new($"{Path}/*", [.. Words, name]);
    }
}
