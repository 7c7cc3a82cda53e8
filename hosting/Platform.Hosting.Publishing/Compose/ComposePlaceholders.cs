using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aspire.Hosting.Docker;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>Placeholders that stand in a file already.</summary>
internal static class ComposePlaceholders
{
    /// <summary>Gives the variable's placeholders its default, where a placeholder can hold it.</summary>
    public static void SetDefault(JsonNode tree, CapturedEnvironmentVariable variable)
    {
        if (ComposeValues.IsSafe(variable.DefaultValue!))
        {
            var placeholder = new Regex($@"\$\{{{Regex.Escape(variable.Name)}:[?-][^}}]*\}}", RegexOptions.CultureInvariant);
            Replace(tree, text => placeholder.Replace(text, $"$${{{variable.Name}:-{variable.DefaultValue}}}"));
        }
    }

    private static void Replace(JsonNode? node, Func<string, string> change)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var name in map.Select(entry => entry.Key).ToList())
                {
                    Change(map[name], change, value => map[name] = value);
                }
                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    var index = i;
                    Change(list[i], change, value => list[index] = value);
                }
                break;
        }
    }

    private static void Change(JsonNode? node, Func<string, string> change, Action<JsonNode> set)
    {
        if (node is not JsonValue || node.GetValueKind() is not JsonValueKind.String)
        {
            Replace(node, change);
            return;
        }
        var text = node.GetValue<string>();
        if (change(text) is var changed && changed != text)
        {
            set(JsonValue.Create(changed));
        }
    }
}
