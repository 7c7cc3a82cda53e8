using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>A mapping as Elasticsearch shows it: fields by name, what is not the default alone.</summary>
internal static class MappingWriter
{
    public static void Write(Utf8JsonWriter writer, IndexMapping mapping)
    {
        writer.WriteStartObject();
        var root = mapping.Root;
        if (root.Dynamic is { } dynamic)
            writer.WriteString("dynamic", Text(dynamic));
        if (root.Meta is { } meta)
        {
            writer.WritePropertyName("_meta");
            writer.WriteRawValue(meta);
        }
        if (root.DateFormats is { } formats)
        {
            writer.WriteStartArray("dynamic_date_formats");
            foreach (var format in formats)
                writer.WriteStringValue(format);
            writer.WriteEndArray();
        }
        if (root.DateDetection is { } detection)
            writer.WriteBoolean("date_detection", detection);
        var children = mapping
            .Nodes.GroupBy(node => Parent(node.Path))
            .ToDictionary(group => group.Key, group => group.OrderBy(node => node.Name, StringComparer.Ordinal).ToArray());
        WriteProperties(writer, "", children);
        writer.WriteEndObject();
    }

    public static string ToJson(IndexMapping mapping)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, mapping);
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>One leaf or sub-field: <c>{ "type": …, … }</c>.</summary>
    public static void WriteLeaf(Utf8JsonWriter writer, LeafNode leaf)
    {
        writer.WriteStartObject();
        writer.WriteString("type", leaf.TypeName);
        foreach (var (name, value) in leaf.Parameters)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(value);
        }
        if (!leaf.SubFields.IsEmpty)
        {
            writer.WriteStartObject("fields");
            foreach (var (name, sub) in leaf.SubFields)
            {
                writer.WritePropertyName(name);
                WriteLeaf(writer, sub);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, string path, Dictionary<string, MappingNode[]> children)
    {
        if (!children.TryGetValue(path, out var nodes))
            return;
        writer.WriteStartObject("properties");
        foreach (var node in nodes)
        {
            writer.WritePropertyName(node.Name);
            if (node is LeafNode leaf)
                WriteLeaf(writer, leaf);
            else
                WriteObject(writer, (ObjectNode)node, children);
        }
        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, ObjectNode node, Dictionary<string, MappingNode[]> children)
    {
        writer.WriteStartObject();
        // Elasticsearch leaves the type out where there are properties to tell.
        if (!children.ContainsKey(node.Path))
            writer.WriteString("type", "object");
        if (node.Dynamic is { } dynamic)
            writer.WriteString("dynamic", Text(dynamic));
        if (!node.Enabled)
            writer.WriteBoolean("enabled", false);
        WriteProperties(writer, node.Path, children);
        writer.WriteEndObject();
    }

    private static string Parent(string path) => path.LastIndexOf('.') is >= 0 and var dot ? path[..dot] : "";

    private static string Text(Dynamic dynamic) =>
        dynamic switch
        {
            Dynamic.True => "true",
            Dynamic.False => "false",
            _ => "strict",
        };
}
