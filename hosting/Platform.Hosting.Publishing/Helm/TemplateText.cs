using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Helm;

/// <summary>
/// A template's text. Its actions stand in the YAML as tokens while it is written, so that every other <c>{{</c> is somebody's text (a Prometheus rule has
/// them) and can be escaped.
/// </summary>
internal sealed class TemplateText
{
    private readonly List<string> actions = [];
    private readonly string prefix = "action";

    /// <param name="literals">All that the text may contain: no token is a part of it.</param>
    public TemplateText(string literals)
    {
        while (literals.Contains(prefix, StringComparison.Ordinal))
        {
            prefix += "x";
        }
    }

    /// <summary>A scalar: <c>{{ .Values.stage | quote }}</c>.</summary>
    public JsonNode Scalar(string action) => Yaml.Raw(Token(action));

    /// <summary>A line of its own, in place of an entry or an item.</summary>
    public JsonNode Line(string action) => Yaml.RawLines(Token(action));

    /// <summary>A key that stands several times in its map.</summary>
    public string Key(string key) => Token(Escape(YamlScalar.OfText(key)));

    /// <summary>A text. One that ends with empty lines stands in quotes: the <c>{{-</c> after it would take them.</summary>
    public JsonNode Literal(string text) =>
        text.EndsWith("\n\n", StringComparison.Ordinal) ? Yaml.Raw(Token(Escape(YamlScalar.OfText(text)))) : JsonValue.Create(text)!;

    /// <summary>The tree as a template.</summary>
    public string Write(JsonObject tree) =>
        Regex.Replace(
            Escape(Yaml.Write(tree)),
            $"{prefix}([0-9]+)_",
            match => actions[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)]
        );

    /// <summary>Whether the last text of the tree, or one of those that conditions may make the last, is a block with a line break at its end.</summary>
    public static bool MayEndWithLineBreak(JsonNode? node)
    {
        var items = node switch
        {
            JsonObject map => map.Select(entry => entry.Value),
            JsonArray list => list,
            _ => null,
        };
        if (items is null)
        {
            return node is JsonValue value && value.TryGetValue<string>(out var text) && text.EndsWith('\n');
        }
        var isConditional = false;
        foreach (var item in items.Reverse())
        {
            if (item is JsonValue value && value.TryGetValue<RawBlock>(out _))
            {
                isConditional = true;
            }
            else if (MayEndWithLineBreak(item))
            {
                return true;
            }
            else if (!isConditional)
            {
                return false;
            }
        }
        return false;
    }

    private string Token(string action)
    {
        actions.Add(action);
        return $"{prefix}{actions.Count - 1}_";
    }

    // Of three braces, the first two: what is left is no action.
    private static string Escape(string text) => text.Replace("{{", "{{ \"{{\" }}", StringComparison.Ordinal);
}
