using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Block style throughout, two spaces a level, lines never folded: what people write by hand, and what differs line by line.</summary>
internal sealed class YamlWriter
{
    private readonly StringBuilder text = new();
    private readonly YamlLayout layout;

    private YamlWriter(YamlLayout layout) => this.layout = layout;

    public static string Write(IEnumerable<JsonNode?> documents, YamlLayout layout)
    {
        var writer = new YamlWriter(layout);
        writer.Comment(layout.Head, 0);
        var isFirst = true;
        foreach (var document in documents)
        {
            if (!isFirst)
            {
                writer.text.Append("---\n");
            }
            isFirst = false;
            writer.Document(document);
        }
        return writer.text.ToString();
    }

    private void Document(JsonNode? document)
    {
        switch (document)
        {
            case JsonObject { Count: > 0 } map:
                Map(map, 0, "", false);
                break;
            case JsonArray { Count: > 0 } list:
                List(list, 0, "", false);
                break;
            default:
                // A block of the document itself has its lines at column 2: the indentation that is counted from is that of no parent.
                Value(document, 0, "", "");
                break;
        }
    }

    /// <param name="isCompact">The first entry stands after a dash, on its line.</param>
    private void Map(JsonObject map, int indent, string path, bool isCompact)
    {
        var isFirst = true;
        foreach (var (key, value) in map)
        {
            var place = layout.CommentAbove is null && layout.BlankLineAbove is null ? "" : ObjectPath.Join(path, key);
            Above(place, indent, isFirst, isFirst && isCompact);
            if (RawLines(value) is { } lines)
            {
                Lines(lines, indent, isFirst && isCompact);
                isFirst = false;
                continue;
            }
            var name = YamlScalar.OfText(key);
            Indent(isFirst && isCompact ? 0 : indent);
            isFirst = false;
            if (!YamlScalar.IsImplicitKey(name))
            {
                text.Append("? ").Append(name).Append('\n');
                Indent(indent);
                name = "";
            }
            text.Append(name).Append(':');
            Entry(value, indent, place);
        }
    }

    /// <summary>What follows a key and its colon.</summary>
    private void Entry(JsonNode? value, int indent, string path)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                text.Append('\n');
                Map(map, indent + 2, path, false);
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                List(list, indent + 2, path, false);
                break;
            default:
                Value(value, indent, path, " ");
                break;
        }
    }

    private void List(JsonArray list, int indent, string path, bool isCompact)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var place = layout.CommentAbove is null && layout.BlankLineAbove is null ? "" : ObjectPath.Join(path, $"{i}");
            var isHere = i == 0 && isCompact;
            Above(place, indent, i == 0, isHere);
            if (RawLines(list[i]) is { } lines)
            {
                Lines(lines, indent, isHere);
                continue;
            }
            Indent(isHere ? 0 : indent);
            text.Append('-');
            switch (list[i])
            {
                case JsonObject { Count: > 0 } map:
                    text.Append(' ');
                    Map(map, indent + 2, place, true);
                    break;
                case JsonArray { Count: > 0 } inner:
                    text.Append(' ');
                    List(inner, indent + 2, place, true);
                    break;
                default:
                    Value(list[i], indent, place, " ");
                    break;
            }
        }
    }

    private void Value(JsonNode? value, int indent, string path, string before)
    {
        text.Append(before);
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject:
                text.Append("{}");
                break;
            case JsonArray:
                text.Append("[]");
                break;
            case JsonValue scalar when scalar.TryGetValue<RawScalar>(out var raw):
                text.Append(raw.Text);
                break;
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String:
                Text(scalar.TryGetValue<string>(out var own) ? own : JsonSerializer.Deserialize<string>(scalar.ToJsonString())!, indent);
                return;
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.Number:
                text.Append(YamlScalar.OfNumber(scalar.ToJsonString()));
                break;
            default:
                text.Append(value.ToJsonString());
                break;
        }
        text.Append('\n');
    }

    private void Text(string value, int indent)
    {
        if (!YamlScalar.IsBlock(value))
        {
            text.Append(YamlScalar.OfText(value)).Append('\n');
            return;
        }
        text.Append('|');
        if (value[0] is ' ' or '\t' or '\n')
        {
            text.Append('2');
        }
        text.Append(
                value.EndsWith("\n\n", StringComparison.Ordinal) ? "+"
                : value[^1] == '\n' ? ""
                : "-"
            )
            .Append('\n');
        var lines = (value[^1] == '\n' ? value[..^1] : value).Split('\n');
        foreach (var line in lines)
        {
            if (line.Length > 0)
            {
                Indent(indent + 2);
                text.Append(line);
            }
            text.Append('\n');
        }
    }

    private static string? RawLines(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<RawBlock>(out var raw) ? raw.Text : null;

    private void Lines(string lines, int indent, bool isHere)
    {
        foreach (var line in lines.TrimEnd('\n').Split('\n'))
        {
            Indent(isHere || line.Length == 0 ? 0 : indent);
            isHere = false;
            text.Append(line).Append('\n');
        }
    }

    private void Above(string path, int indent, bool isFirst, bool isHere)
    {
        if (!isFirst && layout.BlankLineAbove?.Invoke(path) == true)
        {
            text.Append('\n');
        }
        // After a dash there is no place above.
        if (!isHere)
        {
            Comment(layout.CommentAbove?.Invoke(path), indent);
        }
    }

    private void Comment(string? comment, int indent)
    {
        if (comment is null)
        {
            return;
        }
        foreach (var line in comment.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            Indent(indent);
            text.Append(line.Length == 0 ? "#" : "# ").Append(line).Append('\n');
        }
    }

    private void Indent(int columns) => text.Append(' ', columns);
}
