using System.Text;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>What a document says in the terms of its index's mapping.</summary>
/// <param name="Mapping">The mapping that was given, or one that has the document's new fields too.</param>
internal sealed record ParsedDocument(IReadOnlyList<IndexedValue> Values, IndexMapping Mapping);

/// <summary>Reads documents by a mapping, and extends it by the fields that it does not know where it is dynamic.</summary>
/// <param name="lenient">What does not fit is left out: of documents that were accepted before, by a mapping that knew less.</param>
internal sealed class DocumentParser(IndexMapping mapping, MappingLimits limits, LeafReader leaves, bool lenient = false)
{
    private readonly Dictionary<string, MappingNode> added = new(StringComparer.Ordinal);
    private readonly List<IndexedValue> values = [];
    private ReadOnlyMemory<byte> source;
    private string id = "";

    /// <exception cref="ElasticsearchException">The document is no JSON object, or does not fit: <c>document_parsing_exception</c>.</exception>
    public ParsedDocument Parse(string documentId, ReadOnlyMemory<byte> json)
    {
        (id, source) = (documentId, json);
        JsonDocument document;
        try
        {
            document = JsonBody.Parse(json, JsonBody.DocumentDepth);
        }
        catch (ElasticsearchException broken)
        {
            throw Refused(broken.Position ?? (1, 1), $"failed to parse: {broken.Message}", broken);
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw Refused(
                    (1, 1),
                    "failed to parse",
                    new ElasticsearchException(
                        400,
                        "not_x_content_exception",
                        "Compressor detection can only be called on some xcontent bytes or compressed xcontent bytes"
                    )
                );
            var dynamic = mapping.Root.Dynamic ?? Dynamic.True;
            ReadObject("", document.RootElement, dynamic);
            return new(values, added.Count == 0 ? mapping : Grow(document.RootElement));
        }
    }

    private IndexMapping Grow(JsonElement root)
    {
        var grown = mapping.With(added.Values);
        try
        {
            limits.Check(grown, mapping);
        }
        catch (ElasticsearchException tooLarge)
        {
            throw Refused(End(root), $"failed to parse: {tooLarge.Message}", tooLarge);
        }
        return grown;
    }

    private void ReadObject(string path, JsonElement element, Dynamic dynamic)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (member.Name.Contains('.'))
                ReadDotted(path, member.Name, member.Value, dynamic);
            else if (string.IsNullOrWhiteSpace(member.Name))
                Fail(member.Value, "field name cannot be an empty string");
            else
                ReadField(Join(path, member.Name), member.Value, dynamic);
        }
    }

    // "a.b": 1 says what "a": { "b": 1 } says.
    private void ReadDotted(string path, string name, JsonElement value, Dynamic dynamic)
    {
        var parts = name.Split('.');
        if (parts.Any(string.IsNullOrWhiteSpace))
        {
            Fail(value, $"field name cannot contain only whitespace or be empty between dots: ['{name}']");
            return;
        }
        foreach (var part in parts[..^1])
        {
            path = Join(path, part);
            switch (Node(path))
            {
                case ObjectNode { Enabled: false }:
                    return;
                case ObjectNode there:
                    dynamic = there.Dynamic ?? dynamic;
                    break;
                case LeafNode leaf:
                    NotAnObject(leaf, value);
                    return;
                case null when !Introduce(path, value, dynamic):
                    return;
                default:
                    added[path] = new ObjectNode(path, null, true);
                    break;
            }
        }
        ReadField(Join(path, parts[^1]), value, dynamic);
    }

    private void ReadField(string path, JsonElement value, Dynamic dynamic)
    {
        switch (Node(path))
        {
            case LeafNode leaf:
                foreach (var field in leaf.All)
                    ReadLeaf(field, value);
                break;
            case ObjectNode { Enabled: false }:
                break;
            case ObjectNode node when value.ValueKind == JsonValueKind.Object:
                ReadObject(path, value, node.Dynamic ?? dynamic);
                break;
            case ObjectNode when value.ValueKind == JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                    ReadField(path, element, dynamic);
                break;
            case ObjectNode when value.ValueKind == JsonValueKind.Null:
                break;
            case ObjectNode:
                Fail(
                    value,
                    $"object mapping for [{path}] tried to parse field [{path[(path.LastIndexOf('.') + 1)..]}] as object, but found a concrete value"
                );
                break;
            default:
                ReadUnknown(path, value, dynamic);
                break;
        }
    }

    private void ReadUnknown(string path, JsonElement value, Dynamic dynamic)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                // A null tells no type, and a strict mapping refuses it all the same.
                if (dynamic == Dynamic.Strict)
                    Introduce(path, value, dynamic);
                return;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                    ReadField(path, element, dynamic);
                return;
        }
        if (!Introduce(path, value, dynamic))
            return;
        if (value.ValueKind == JsonValueKind.Object)
        {
            added[path] = new ObjectNode(path, null, true);
            ReadObject(path, value, dynamic);
            return;
        }
        added[path] = DynamicFields.Make(path, value, mapping.Root, leaves);
        ReadField(path, value, dynamic);
    }

    /// <summary>Whether a field that the mapping does not know may come into it.</summary>
    private bool Introduce(string path, JsonElement value, Dynamic dynamic)
    {
        if (dynamic == Dynamic.Strict && !lenient)
        {
            var (parent, name) = path.LastIndexOf('.') is >= 0 and var dot ? (path[..dot], path[(dot + 1)..]) : ("_doc", path);
            var (line, column) = JsonBody.PositionOf(source.Span, value);
            throw new ElasticsearchException(
                400,
                "strict_dynamic_mapping_exception",
                $"[{line}:{column}] mapping set to strict, dynamic introduction of [{name}] within [{parent}] is not allowed"
            );
        }
        // What was accepted before, and is read again, extends nothing.
        return dynamic == Dynamic.True && !lenient;
    }

    private void ReadLeaf(LeafNode leaf, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                    ReadLeaf(leaf, element);
                return;
            case JsonValueKind.Null when leaf.NullValue is null:
                return;
            case JsonValueKind.Null:
                using (var replaced = JsonDocument.Parse(leaf.NullValue))
                    ReadLeaf(leaf, replaced.RootElement);
                return;
        }
        var field = leaf.Field;
        try
        {
            if (LeafValues.Read(leaf, value) is { } read && (field.Indexed || field.DocValues))
                values.Add(read);
        }
        catch (ElasticsearchException refusal)
        {
            if (lenient || leaf.IgnoreMalformed && value.ValueKind != JsonValueKind.Object)
                return;
            var reason =
                $"failed to parse field [{field.Path}] of type [{leaf.TypeName}] in document with id '{id}'. Preview of field's value: '{JavaText.Of(value)}'";
            throw Refused(JsonBody.PositionOf(source.Span, value), reason, refusal);
        }
    }

    private void NotAnObject(LeafNode leaf, JsonElement value) =>
        Fail(
            value,
            $"Could not dynamically add mapping for field [{leaf.Path}]. Existing mapping for [{leaf.Path}] must be of type object but found [{leaf.TypeName}]."
        );

    private void Fail(JsonElement value, string reason)
    {
        if (!lenient)
            throw Refused(JsonBody.PositionOf(source.Span, value), reason, null);
    }

    private static ElasticsearchException Refused((int Line, int Column) at, string reason, Exception? cause) =>
        new(400, "document_parsing_exception", $"[{at.Line}:{at.Column}] {reason}", cause);

    private (int Line, int Column) End(JsonElement root)
    {
        var (line, column) = JsonBody.PositionOf(source.Span, root);
        return (line, column + Encoding.UTF8.GetByteCount(root.GetRawText()) - 1);
    }

    private MappingNode? Node(string path) => added.Count > 0 && added.TryGetValue(path, out var node) ? node : mapping.Node(path);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
