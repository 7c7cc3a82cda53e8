using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Settings;

/// <summary>
/// Lays configuration over settings that code declares. Records cannot be bound in place without changing what other stages share, so both become a
/// tree, and the tree settings again: a key that is no setting's is found as well.
/// </summary>
internal static partial class SettingsOverrides
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNameCaseInsensitive = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new TextToEnum(), new TextToBoolean() },
    };

    public static (StageSettings Settings, IReadOnlyList<Finding> Findings) Apply(StageSettings declared, IConfigurationSection section)
    {
        if (!section.Exists())
        {
            return (declared, []);
        }
        var findings = new List<Finding>();
        var left = section.AsEnumerable(makePathsRelative: true).Where(entry => entry.Value is not null).ToList();
        while (true)
        {
            var tree = JsonNode.Parse(JsonSerializer.Serialize(declared, Options), AnyCase)!.AsObject();
            var replaced = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (path, value) in left.OrderBy(entry => entry.Key, ConfigurationKeyComparer.Instance))
            {
                Set(tree, path.Split(ConfigurationPath.KeyDelimiter), value!, replaced);
            }
            try
            {
                var settings = WithLists(tree)!.Deserialize<StageSettings>(Options)!;
                return (settings.Stage == declared.Stage ? settings : declared, findings);
            }
            catch (JsonException fault)
            {
                // The next ones are to be told as well.
                var wrong = Culprit(left, PathOf(fault));
                findings.Add(new(FindingLevel.Error, ConfigurationPath.Combine(section.Path, wrong.Key), Rule(fault)));
                left.Remove(wrong);
            }
        }
    }

    private static void Set(JsonObject tree, string[] path, string value, HashSet<string> replaced)
    {
        JsonNode at = tree;
        for (var depth = 0; depth < path.Length; depth++)
        {
            var isLast = depth == path.Length - 1;
            if (at is JsonArray list)
            {
                // Configuration knows lists by their indices; one that is there replaces what code has, whole.
                if (replaced.Add(string.Join(ConfigurationPath.KeyDelimiter, path[..depth])))
                {
                    list.Clear();
                }
                JsonNode item =
                    isLast ? JsonValue.Create(value)
                    : list.Count > 0 && IsOf(list, path[depth]) ? list[^1]!
                    : NewItem(list);
                if (isLast)
                {
                    list.Add(item);
                }
                at = item;
            }
            else if (at is JsonObject known)
            {
                var name =
                    known.FirstOrDefault(member => member.Key.Equals(path[depth], StringComparison.OrdinalIgnoreCase)).Key ?? path[depth];
                if (isLast)
                {
                    known[name] = value;
                    return;
                }
                at = known[name] is JsonObject or JsonArray ? known[name]! : Into(known, name);
            }
        }
    }

    private static bool IsOf(JsonArray list, string index) => int.TryParse(index, out var number) && number == list.Count - 1;

    private static JsonObject NewItem(JsonArray list)
    {
        var item = new JsonObject(AnyCase);
        list.Add(item);
        return item;
    }

    private static JsonObject Into(JsonObject parent, string name)
    {
        var child = new JsonObject(AnyCase);
        parent[name] = child;
        return child;
    }

    /// <summary>What only configuration has is a list where all of its keys are numbers.</summary>
    private static JsonNode? WithLists(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var copied = members.Select(member => KeyValuePair.Create(member.Key, WithLists(member.Value))).ToList();
                return copied.Count > 0 && copied.TrueForAll(member => member.Key.All(char.IsAsciiDigit))
                    ? new JsonArray([.. copied.Select(member => member.Value)])
                    : new JsonObject(copied);
            case JsonArray items:
                return new JsonArray([.. items.Select(WithLists)]);
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>The entry that a fault is about: the one at its path, below it, or above it.</summary>
    private static KeyValuePair<string, string?> Culprit(List<KeyValuePair<string, string?>> entries, string path)
    {
        var exact = entries.FindIndex(entry => entry.Key.Equals(path, StringComparison.OrdinalIgnoreCase));
        var near = entries.FindIndex(entry =>
            entry.Key.StartsWith(path, StringComparison.OrdinalIgnoreCase) || path.StartsWith(entry.Key, StringComparison.OrdinalIgnoreCase)
        );
        return entries[Math.Max(exact, Math.Max(near, 0))];
    }

    private static string PathOf(JsonException fault) =>
        string.Join(
            ConfigurationPath.KeyDelimiter,
            Steps()
                .Matches(fault.Path ?? "")
                .Select(step => step.Groups["name"].Success ? step.Groups["name"].Value : step.Groups["index"].Value)
        );

    private static string Rule(JsonException fault) =>
        fault.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "there is no such setting."
        : fault.Message.Contains("Int32", StringComparison.Ordinal) ? "must be a whole number."
        : fault.Message.Contains("Boolean", StringComparison.Ordinal) ? "must be true or false."
        : fault.Message.Contains("missing required", StringComparison.Ordinal) ? "is not whole: it needs all of its values."
        : fault.InnerException is FormatException { Message: var values } ? values
        : "cannot be read: it is a list, or has settings below it.";

    // $.Cluster.NodeGroups['general-purpose'].MinSize, $.Cluster.AvailabilityZones[0]
    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\['(?<name>[^']+)'\]|\[(?<index>\d+)\]")]
    private static partial Regex Steps();
}
