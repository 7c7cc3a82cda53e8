using System.Text.Json;
using Platform.Engines.Elasticsearch.Analysis;

namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>Reads what <c>mappings</c> and <c>_mapping</c> say. What this engine does not have is refused by name.</summary>
internal sealed class MappingReader(AnalyzerCatalog analyzers)
{
    private readonly List<MappingNode> nodes = [];
    private readonly LeafReader leaves = new(analyzers);

    /// <exception cref="ElasticsearchException">The mapping is not one, or asks for what is not there.</exception>
    public IndexMapping Read(JsonElement mapping)
    {
        if (mapping.ValueKind != JsonValueKind.Object)
            throw Malformed("Expected map for property [mappings] on field [_doc] but got a " + mapping.ValueKind);
        var root = new MappingRoot();
        foreach (var member in mapping.EnumerateObject())
            root = ReadRoot(root, member);
        return new(root, nodes);
    }

    /// <summary>An object of fields alone, as under <c>properties</c>.</summary>
    public static ElasticsearchException Malformed(string reason) =>
        new(
            400,
            "mapper_parsing_exception",
            "Failed to parse mapping: " + reason,
            new ElasticsearchException(400, "mapper_parsing_exception", reason)
        );

    private MappingRoot ReadRoot(MappingRoot root, JsonProperty member)
    {
        switch (member.Name)
        {
            case "properties":
                ReadProperties("", member.Value);
                return root;
            case "dynamic":
                return root with { Dynamic = ReadDynamic(member.Value) };
            case "date_detection":
                return root with { DateDetection = Flag(member) };
            case "numeric_detection" when !Flag(member):
            case "_routing" when member.Value is { ValueKind: JsonValueKind.Object } routing && !IsTrue(routing, "required"):
            case "dynamic_templates" when member.Value is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0:
            case "runtime" when member.Value is { ValueKind: JsonValueKind.Object } fields && !fields.EnumerateObject().Any():
                return root;
            case "dynamic_date_formats" when member.Value.ValueKind == JsonValueKind.Array:
                return root with { DateFormats = [.. member.Value.EnumerateArray().Select(format => format.ToString())] };
            case "_source" when member.Value.ValueKind == JsonValueKind.Object:
                foreach (var option in member.Value.EnumerateObject())
                    if (option.Name != "enabled" || option.Value.ValueKind != JsonValueKind.True)
                        throw ElasticsearchException.Unsupported($"[_source] with [{option.Name}: {option.Value}] in a mapping");
                return root;
            case "_meta":
                return root with { Meta = member.Value.GetRawText() };
            case "dynamic_templates"
            or "runtime"
            or "_routing"
            or "_source"
            or "numeric_detection"
            or "_data_stream_timestamp"
            or "subobjects":
                throw ElasticsearchException.Unsupported($"[{member.Name}] in a mapping");
            default:
                throw Malformed($"Root mapping definition has unsupported parameters:  [{member.Name} : {JavaText.Of(member.Value)}]");
        }
    }

    private void ReadProperties(string parent, JsonElement properties)
    {
        if (properties.ValueKind != JsonValueKind.Object)
            throw Malformed(
                $"Expected map for property [properties] on field [{(parent.Length == 0 ? "_doc" : parent)}] but got a {properties.ValueKind}"
            );
        foreach (var property in properties.EnumerateObject())
            ReadField(parent, property.Name, property.Value);
    }

    private void ReadField(string parent, string name, JsonElement definition)
    {
        if (name.Length == 0 || name.Split('.').Any(string.IsNullOrWhiteSpace))
            throw Malformed($"field name cannot be an empty string: [{name}]");
        if (definition.ValueKind != JsonValueKind.Object)
            throw Malformed($"Expected map for property [fields] on field [{name}] but got a class {JavaText.Kind(definition)}");
        // "a.b" is b in an object a.
        if (name.IndexOf('.') is >= 0 and var dot)
        {
            var around = Join(parent, name[..dot]);
            Add(new ObjectNode(around, null, true));
            ReadField(around, name[(dot + 1)..], definition);
            return;
        }
        var path = Join(parent, name);
        var type = definition.TryGetProperty("type", out var given) ? given.ToString() : null;
        if (
            type is null
            && !definition.TryGetProperty("properties", out _)
            && !definition.TryGetProperty("dynamic", out _)
            && !definition.TryGetProperty("enabled", out _)
        )
            throw definition.EnumerateObject().Any()
                ? Malformed($"No type specified for field [{name}]")
                : Malformed($"No type specified for field [{name}]");
        if (type is null or "object")
            ReadObject(path, name, definition);
        else
            Add(leaves.Read(path, name, type, definition));
    }

    private void ReadObject(string path, string name, JsonElement definition)
    {
        var node = new ObjectNode(path, null, true);
        foreach (var member in definition.EnumerateObject())
            switch (member.Name)
            {
                case "type":
                case "subobjects" when member.Value.ValueKind == JsonValueKind.True:
                    break;
                case "dynamic":
                    node = node with { Dynamic = ReadDynamic(member.Value) };
                    break;
                case "enabled":
                    node = node with { Enabled = Flag(member) };
                    break;
                case "properties":
                    ReadProperties(path, member.Value);
                    break;
                case "subobjects":
                    throw ElasticsearchException.Unsupported($"[subobjects] on the object [{path}]");
                default:
                    throw Malformed($"unknown parameter [{member.Name}] on mapper [{name}] of type [object]");
            }
        Add(node);
    }

    private void Add(MappingNode node)
    {
        var there = nodes.FindIndex(other => other.Path == node.Path);
        if (there < 0)
            nodes.Add(node);
        else if (nodes[there] is ObjectNode && node is ObjectNode)
            // A parent that a dotted name implied says nothing; one that was spelled out does.
            nodes[there] = node is ObjectNode { Dynamic: null, Enabled: true } ? nodes[there] : node;
        else
            throw Malformed($"Field [{node.Path}] is defined more than once");
    }

    private static Dynamic ReadDynamic(JsonElement value) =>
        value.ToString().ToLowerInvariant() switch
        {
            "true" => Dynamic.True,
            "false" => Dynamic.False,
            "strict" => Dynamic.Strict,
            "runtime" => throw ElasticsearchException.Unsupported("[dynamic: runtime] in a mapping"),
            _ => throw Malformed($"Could not convert [dynamic] to boolean or one of [strict, runtime]: {value}"),
        };

    private static bool IsTrue(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ToString().Equals("true", StringComparison.OrdinalIgnoreCase);

    private static bool Flag(JsonProperty member) => LeafReader.Flag(member.Name, member.Value);

    private static string Join(string parent, string name) => parent.Length == 0 ? name : $"{parent}.{name}";
}
