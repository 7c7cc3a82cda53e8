using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Documents;

internal enum WriteKind
{
    Index,
    Create,
    Update,
    Delete,
}

internal enum VersionType
{
    Internal,

    /// <summary>Newer than what is there.</summary>
    External,

    /// <summary>Not older than what is there.</summary>
    ExternalGte,
}

/// <summary>One operation on one document.</summary>
/// <param name="Id">Null: the node makes one.</param>
/// <param name="Source">The document; empty where the kind has none.</param>
internal sealed record WriteRequest(WriteKind Kind, string? Id, ReadOnlyMemory<byte> Source)
{
    public string? Routing { get; init; }

    public long? IfSeqNo { get; init; }

    public long? IfPrimaryTerm { get; init; }

    public long? Version { get; init; }

    public VersionType VersionType { get; init; }

    /// <summary>Of an update.</summary>
    public UpdateBody? Update { get; init; }
}

/// <summary>What an update says.</summary>
/// <param name="Doc">Merged into what is there.</param>
/// <param name="Upsert">Indexed where nothing is there.</param>
/// <param name="DetectNoop">Whether what changes nothing writes nothing.</param>
internal sealed record UpdateBody(JsonElement? Doc, JsonElement? Upsert, bool DocAsUpsert, bool DetectNoop)
{
    /// <exception cref="ElasticsearchException">It is none, or asks for a script.</exception>
    public static UpdateBody Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw ElasticsearchException.Parsing("Expected [START_OBJECT] but found [" + body.ValueKind + "]");
        var read = new UpdateBody(null, null, false, true);
        foreach (var member in body.EnumerateObject())
            read = member.Name switch
            {
                "doc" => read with { Doc = Object(member) },
                "upsert" => read with { Upsert = Object(member) },
                "doc_as_upsert" => read with { DocAsUpsert = Flag(member) },
                "detect_noop" => read with { DetectNoop = Flag(member) },
                "_source" or "fields" => read,
                "script" or "scripted_upsert" => throw ElasticsearchException.Unsupported($"[{member.Name}] in an update"),
                _ => throw new ElasticsearchException(400, "x_content_parse_exception", $"[UpdateRequest] unknown field [{member.Name}]"),
            };
        if (read.Doc is null && read.Upsert is null)
            throw Validation.Failed("script or doc is missing");
        if (read.Doc is null && read.DocAsUpsert)
            throw Validation.Failed("doc must be specified if doc_as_upsert is enabled");
        return read;
    }

    private static JsonElement Object(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Object
            ? member.Value
            : throw new ElasticsearchException(400, "x_content_parse_exception", $"[UpdateRequest] [{member.Name}] is not an object");

    private static bool Flag(JsonProperty member) =>
        member.Value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new ElasticsearchException(
                400,
                "x_content_parse_exception",
                $"[UpdateRequest] [{member.Name}] is neither true nor false"
            ),
        };
}

/// <summary>Requests that contradict themselves.</summary>
internal static class Validation
{
    public static ElasticsearchException Failed(string why) =>
        new(400, "action_request_validation_exception", $"Validation Failed: 1: {why};");
}
