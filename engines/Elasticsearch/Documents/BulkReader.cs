using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Documents;

/// <summary>One action of a bulk.</summary>
/// <param name="Action">As the line names it.</param>
/// <param name="Error">Why it cannot be done at all; the others can.</param>
internal sealed record BulkItem(string Action, string Index, WriteRequest Write, bool RequireAlias, ElasticsearchException? Error = null);

/// <summary>Reads a bulk's lines one after another; a line that is none ends it before anything is written.</summary>
internal sealed class BulkReader(ReadOnlyMemory<byte> body, string? defaultIndex, string? defaultRouting, bool requireAlias)
{
    private int at;
    private int line;

    /// <summary>Bytes of documents that are to be added.</summary>
    public long BytesToAdd { get; private set; }

    /// <exception cref="ElasticsearchException">A line is malformed.</exception>
    public List<BulkItem> ReadAll()
    {
        if (body.IsEmpty)
            throw new ElasticsearchException(400, "parse_exception", "request body is required");
        if (body.Span[^1] != '\n')
            throw ElasticsearchException.IllegalArgument("The bulk request must be terminated by a newline [\\n]");
        var items = new List<BulkItem>();
        while (TryLine(out var action))
            if (!action.Span.Trim(" \t\r"u8).IsEmpty)
                items.Add(ReadItem(action));
        return items.Count > 0 ? items : throw Validation.Failed("no requests added");
    }

    private BulkItem ReadItem(ReadOnlyMemory<byte> action)
    {
        var number = line;
        using var document = JsonBody.Parse(action);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw Malformed(number, $"expected START_OBJECT but found [{Token(document.RootElement)}]");
        using var members = document.RootElement.EnumerateObject().GetEnumerator();
        if (!members.MoveNext())
            throw Malformed(number, "expected FIELD_NAME but found [END_OBJECT]");
        var member = members.Current;
        var kind = member.Name switch
        {
            "index" => WriteKind.Index,
            "create" => WriteKind.Create,
            "update" => WriteKind.Update,
            "delete" => WriteKind.Delete,
            _ => throw Malformed(number, $"expected field [create], [delete], [index] or [update] but found [{member.Name}]"),
        };
        if (member.Value.ValueKind != JsonValueKind.Object)
            throw Malformed(number, $"expected START_OBJECT but found [{Token(member.Value)}]");
        var read = ReadMetadata(kind, member, number);
        if (members.MoveNext())
            throw Malformed(number, "expected END_OBJECT but found [FIELD_NAME]");
        if (kind == WriteKind.Delete)
            return read;
        if (!TryLine(out var source))
            throw Validation.Failed("no requests added");
        BytesToAdd += source.Length;
        return read.Error is not null ? read
            : kind == WriteKind.Update ? ReadUpdate(read, source)
            : read with { Write = read.Write with { Source = source.ToArray() } };
    }

    private BulkItem ReadMetadata(WriteKind kind, JsonProperty action, int number)
    {
        string? index = defaultIndex,
            id = null,
            routing = defaultRouting,
            version = null,
            versionType = null,
            ifSeqNo = null,
            ifPrimaryTerm = null;
        var alias = requireAlias;
        foreach (var member in action.Value.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && member.Name is not "dynamic_templates")
                throw Malformed(number, $"expected a simple value for field [{member.Name}] but found [{Token(member.Value)}]");
            var value =
                member.Value.ValueKind == JsonValueKind.Null ? null
                : JavaText.Of(member.Value) is var text && member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()
                : text;
            switch (member.Name)
            {
                case "_index":
                    index = value;
                    break;
                case "_id":
                    id = value;
                    break;
                case "routing" or "_routing":
                    routing = value;
                    break;
                case "version" or "_version":
                    version = value;
                    break;
                case "version_type" or "_version_type":
                    versionType = value;
                    break;
                case "if_seq_no":
                    ifSeqNo = value;
                    break;
                case "if_primary_term":
                    ifPrimaryTerm = value;
                    break;
                case "require_alias":
                    alias = value == "true";
                    break;
                case "retry_on_conflict" or "_retry_on_conflict" or "list_executed_pipelines":
                    break;
                case "op_type" when value == "create" && kind == WriteKind.Index:
                    kind = WriteKind.Create;
                    break;
                case "op_type" when value == "index":
                    break;
                case "pipeline" or "dynamic_templates" or "_source" or "require_data_stream":
                    throw ElasticsearchException.Unsupported($"[{member.Name}] in a bulk");
                default:
                    throw ElasticsearchException.IllegalArgument(
                        $"Action/metadata line [{number}] contains an unknown parameter [{member.Name}]"
                    );
            }
        }
        if (index is null)
            throw Validation.Failed("index is missing");
        var item = new BulkItem(action.Name, index, new(kind, id, default) { Routing = routing }, alias);
        try
        {
            if (id is null && kind is WriteKind.Update or WriteKind.Delete)
                throw Validation.Failed("id is missing");
            var write = WriteConditions.Apply(item.Write, version, versionType, ifSeqNo, ifPrimaryTerm, routing);
            return item with { Write = write };
        }
        catch (ElasticsearchException refusal) when (refusal.Type == "action_request_validation_exception")
        {
            // Elasticsearch refuses the whole bulk for what it can see before it begins.
            throw;
        }
    }

    private static BulkItem ReadUpdate(BulkItem item, ReadOnlyMemory<byte> source)
    {
        try
        {
            // Kept beyond the request's buffer.
            using var document = JsonBody.Parse(source.ToArray());
            return item with { Write = item.Write with { Update = UpdateBody.Read(document.RootElement.Clone()) } };
        }
        catch (ElasticsearchException refusal)
        {
            return item with { Error = refusal };
        }
    }

    private bool TryLine(out ReadOnlyMemory<byte> found)
    {
        found = default;
        if (at >= body.Length)
            return false;
        var length = body.Span[at..].IndexOf((byte)'\n');
        // There is one: the body ends with it.
        found = body.Slice(at, length);
        if (found.Length > 0 && found.Span[^1] == '\r')
            found = found[..^1];
        at += length + 1;
        line++;
        return true;
    }

    private static ElasticsearchException Malformed(int line, string why) =>
        ElasticsearchException.IllegalArgument($"Malformed action/metadata line [{line}], {why}");

    private static string Token(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => "START_OBJECT",
            JsonValueKind.Array => "START_ARRAY",
            JsonValueKind.String => "VALUE_STRING",
            JsonValueKind.Number => "VALUE_NUMBER",
            JsonValueKind.Null => "VALUE_NULL",
            _ => "VALUE_BOOLEAN",
        };
}
