using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Helm;

/// <summary>The values of a chart: all are in <c>values.yaml</c>, what a stage has otherwise in <c>values-STAGE.yaml</c>.</summary>
internal sealed partial class HelmValues
{
    // A value that as many resources have alike is one value: nobody wants to change it in each.
    private const int SharedBy = 3;
    private const string Parameters = "parameters";
    private const string Shared = "shared";
    private readonly OrderedDictionary<string, Entry> all = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> shared = [];

    /// <summary>Values in two passes: what the first has found to be shared, the second puts in one place.</summary>
    public HelmValues Next()
    {
        var next = new HelmValues();
        next.shared.UnionWith(groups.Where(entry => entry.Value.Count >= SharedBy).Select(entry => entry.Key));
        return next;
    }

    /// <summary>Adds a value, and says how a template names it. A path that is taken by another value gets a number.</summary>
    /// <param name="common">What it is called where many resources share it; null: it is the resource's own.</param>
    /// <param name="values">Of the stages that have it.</param>
    public string Add(string group, string name, string? common, IReadOnlyDictionary<Stage, JsonNode> values)
    {
        if (common is not null)
        {
            var key = common + string.Concat(values.Select(value => $"\n{value.Key}\n{value.Value.ToJsonString()}"));
            if (!groups.TryGetValue(key, out var having))
            {
                groups.Add(key, having = []);
            }
            having.Add(group);
            if (shared.Contains(key))
            {
                return Add([Parameters, Shared, common], values);
            }
        }
        return Add([Parameters, group, name], values);
    }

    /// <summary>The same for an entry of a config map.</summary>
    public string AddConfiguration(string group, string key, IReadOnlyDictionary<Stage, JsonNode> values) =>
        Add(["config", group, key], values);

    private string Add(string[] wanted, IReadOnlyDictionary<Stage, JsonNode> values)
    {
        for (var number = 1; ; number++)
        {
            string[] path = [.. wanted[..^1], number == 1 ? wanted[^1] : $"{wanted[^1]}_{number}"];
            var key = string.Join('\n', path);
            if (!all.TryGetValue(key, out var known))
            {
                all.Add(key, known = new(path, []));
            }
            if (values.All(value => !known.Values.TryGetValue(value.Key, out var other) || JsonNode.DeepEquals(value.Value, other)))
            {
                foreach (var (stage, value) in values)
                {
                    known.Values.TryAdd(stage, value);
                }
                return Expression(path);
            }
        }
    }

    /// <summary>The first stage's; of a value that it has not, that of the first that has it.</summary>
    public JsonObject Defaults() => Tree(all.Values.Select(entry => (entry.Path, (JsonNode?)entry.Values.Values[0])));

    /// <summary>What a stage has otherwise.</summary>
    public JsonObject Of(Stage stage) =>
        Tree(
            all.Values.Where(entry => entry.Values.TryGetValue(stage, out var value) && !JsonNode.DeepEquals(value, entry.Values.Values[0]))
                .Select(entry => (entry.Path, (JsonNode?)entry.Values[stage]))
        );

    /// <summary>A key that templates can name without quotes.</summary>
    public static string KeyOf(string name) => NotInKeys().Replace(name, "_");

    private static string Expression(IReadOnlyList<string> path)
    {
        var plain = path.TakeWhile(key => Identifier().IsMatch(key)).ToList();
        var expression = string.Concat([".Values", .. plain.Select(key => $".{key}")]);
        var rest = path.Skip(plain.Count).Select(key => $"\"{key.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"").ToList();
        return rest.Count == 0 ? expression : $"(index {expression} {string.Join(' ', rest)})";
    }

    private static JsonObject Tree(IEnumerable<(string[] Path, JsonNode? Value)> values)
    {
        var tree = new JsonObject();
        foreach (var (path, value) in values)
        {
            var at = tree;
            foreach (var key in path.SkipLast(1))
            {
                if (at[key] is not JsonObject below)
                {
                    at[key] = below = [];
                }
                at = below;
            }
            at[path[^1]] = value?.DeepClone();
        }
        return tree;
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Identifier();

    [GeneratedRegex("[^A-Za-z0-9_]+")]
    private static partial Regex NotInKeys();

    private sealed record Entry(string[] Path, SortedList<Stage, JsonNode> Values);
}
