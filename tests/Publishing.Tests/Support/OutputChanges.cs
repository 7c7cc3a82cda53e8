using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Output;

namespace Publishing.Tests.Support;

/// <summary>What differs between two output trees, place by place.</summary>
/// <param name="File">Below the output directory.</param>
/// <param name="Subject">The object in the file, <c>ConfigMap worker</c>; empty where the file is one document or no YAML.</param>
/// <param name="Path">Of the field, <c>data.USERS_HTTP</c>; of a file that is no YAML or JSON, the line. A list's item is named by its name, or by what it is.</param>
/// <param name="Kind"><c>+</c>: only in the second; <c>-</c>: only in the first; <c>~</c>: another value.</param>
internal sealed record OutputChange(string File, string Subject, string Path, char Kind)
{
    public override string ToString() => $"{Kind} {File} {Subject} {Path}";
}

/// <summary>Lists the differences of output trees.</summary>
internal static class OutputChanges
{
    public static IReadOnlyList<OutputChange> Between(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        var changes = new List<OutputChange>();
        foreach (var file in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (old, fresh) = (before.GetValueOrDefault(file), after.GetValueOrDefault(file));
            if (old is null || fresh is null)
            {
                changes.Add(new(file, "", "", old is null ? '+' : '-'));
            }
            else if (old != fresh)
            {
                var found =
                    Documents(file, old) is { } first && Documents(file, fresh) is { } second
                        ? OfMaps(first, second).ToList()
                        : [.. OfLines(old, fresh)];
                changes.AddRange(found.Select(change => change with { File = file }));
                if (found.Count == 0)
                {
                    // A comment, or another order: somebody reads it all the same.
                    changes.AddRange(OfLines(old, fresh).Select(change => change with { File = file }));
                }
            }
        }
        return changes;
    }

    // By kind and name; null: no YAML or JSON (a chart's template is YAML only once it is rendered).
    private static Dictionary<string, JsonNode>? Documents(string file, string text)
    {
        if (file.EndsWith(".json", StringComparison.Ordinal))
        {
            return new() { [""] = JsonNode.Parse(text)! };
        }
        if (!file.EndsWith(".yaml", StringComparison.Ordinal) || file.Contains("/templates/", StringComparison.Ordinal))
        {
            return null;
        }
        var documents = Yaml.Read(text);
        return documents.Count == 1 && documents[0]["kind"] is null
            ? new() { [""] = documents[0] }
            : documents.ToDictionary(document =>
                $"{document["kind"]} {document["metadata"]?["namespace"]}/{document["metadata"]?["name"]}"
            );
    }

    private static IEnumerable<OutputChange> OfMaps(Dictionary<string, JsonNode> before, Dictionary<string, JsonNode> after) =>
        before
            .Keys.Union(after.Keys)
            .SelectMany(key =>
                Of(before.GetValueOrDefault(key), after.GetValueOrDefault(key), "").Select(change => change with { Subject = key })
            );

    private static IEnumerable<OutputChange> Of(JsonNode? before, JsonNode? after, string path)
    {
        if (JsonNode.DeepEquals(before, after))
        {
            return [];
        }
        if (before is JsonObject oldMap && after is JsonObject newMap)
        {
            return oldMap
                .Select(entry => entry.Key)
                .Union(newMap.Select(entry => entry.Key))
                .SelectMany(key => Of(oldMap[key], newMap[key], path.Length == 0 ? key : $"{path}.{key}"));
        }
        if (before is JsonArray oldList && after is JsonArray newList)
        {
            var (oldItems, newItems) = (Items(oldList), Items(newList));
            return oldItems
                .Keys.Union(newItems.Keys)
                .SelectMany(key => Of(oldItems.GetValueOrDefault(key), newItems.GetValueOrDefault(key), $"{path}[{key}]"));
        }
        return
        [
            new(
                "",
                "",
                path,
                before is null ? '+'
                    : after is null ? '-'
                    : '~'
            ),
        ];
    }

    private static Dictionary<string, JsonNode?> Items(JsonArray list)
    {
        var items = new Dictionary<string, JsonNode?>();
        foreach (var item in list)
        {
            var name = item is JsonObject map && map["name"] is { } given ? $"{given}" : item?.ToJsonString() ?? "null";
            for (var key = name; !items.TryAdd(key, item); key += "'") { }
        }
        return items;
    }

    private static IEnumerable<OutputChange> OfLines(string before, string after)
    {
        var (old, fresh) = (before.Split('\n'), after.Split('\n'));
        var gone = Without(old, fresh).Select(line => new OutputChange("", "", line.Trim(), '-'));
        return gone.Concat(Without(fresh, old).Select(line => new OutputChange("", "", line.Trim(), '+')));
    }

    private static List<string> Without(string[] lines, string[] others)
    {
        var left = lines.ToList();
        foreach (var line in others)
        {
            left.Remove(line);
        }
        return left;
    }
}
