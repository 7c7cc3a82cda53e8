using System.Globalization;
using System.Text.Json.Nodes;

namespace Platform.Hosting.Deployment;

/// <summary>Fields of a tree by their paths.</summary>
internal static class TreePath
{
    private const string OneMore = "-";

    /// <summary>Sets the field, or takes it away; maps on the way to it are made, items of lists must be there.</summary>
    /// <exception cref="InvalidOperationException">The path leads nowhere: says how far it came.</exception>
    public static void Set(JsonObject tree, string path, JsonNode? value)
    {
        var steps = path.Trim('/').Split('/').Select(Unescape).ToArray();
        JsonNode at = tree;
        for (var i = 0; i < steps.Length - 1; i++)
        {
            at = Step(at, steps, i, create: value is not null);
        }
        var last = steps[^1];
        switch (at)
        {
            case JsonObject map when value is not null:
                map[last] = value;
                break;
            case JsonObject map when map.Remove(last):
                break;
            case JsonArray list when last == OneMore && value is not null:
                list.Add(value);
                break;
            case JsonArray list when IndexOf(list, last) is { } index && value is not null:
                list[index] = value;
                break;
            case JsonArray list when IndexOf(list, last) is { } index:
                list.RemoveAt(index);
                break;
            default:
                throw Nowhere(steps, steps.Length - 1);
        }
    }

    private static JsonNode Step(JsonNode at, string[] steps, int i, bool create)
    {
        switch (at)
        {
            case JsonObject map:
                if (map[steps[i]] is { } next)
                {
                    return next;
                }
                if (!create || steps[i + 1] is OneMore || IsItem(steps[i + 1]))
                {
                    throw Nowhere(steps, i);
                }
                return map[steps[i]] = new JsonObject();
            case JsonArray list when IndexOf(list, steps[i]) is { } index && list[index] is { } item:
                return item;
            default:
                throw Nowhere(steps, i);
        }
    }

    private static bool IsItem(string step) => step.StartsWith('[') || int.TryParse(step, CultureInfo.InvariantCulture, out _);

    /// <summary>By number, or by a field of the item: <c>[name=users]</c>.</summary>
    private static int? IndexOf(JsonArray list, string step)
    {
        if (int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number < list.Count ? number : null;
        }
        if (step is not ['[', .., ']'] || step.IndexOf('=', StringComparison.Ordinal) is not (> 1 and var equals))
        {
            return null;
        }
        var (key, wanted) = (step[1..equals], step[(equals + 1)..^1]);
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is JsonObject item && item[key]?.ToString() == wanted)
            {
                return i;
            }
        }
        return null;
    }

    private static string Unescape(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static InvalidOperationException Nowhere(string[] steps, int i) =>
        new($"there is no '{steps[i]}' in {(i == 0 ? "the object" : string.Join('/', steps[..i]))}");
}
