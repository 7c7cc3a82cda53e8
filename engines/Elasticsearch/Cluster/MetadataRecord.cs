using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>An index as the translog has it.</summary>
/// <param name="Number">What its documents' records call it; never given twice.</param>
/// <param name="Settings">Values as JSON, by full name.</param>
/// <param name="Mappings">As JSON.</param>
/// <param name="NextSeqNo">At least; documents say more.</param>
internal sealed record IndexRecord(
    int Number,
    string Name,
    string Uuid,
    long CreatedAt,
    Dictionary<string, string> Settings,
    string Mappings,
    long NextSeqNo
);

/// <summary>A change of all that is not documents: what is not null replaces what was there, all of it or nothing.</summary>
/// <param name="Put">Indices that are new or changed.</param>
/// <param name="Deleted">Numbers of indices.</param>
internal sealed record MetadataRecord(
    IReadOnlyList<IndexRecord>? Put = null,
    IReadOnlyList<int>? Deleted = null,
    Dictionary<string, Dictionary<string, AliasMember>>? Aliases = null,
    Dictionary<TemplateKind, Dictionary<string, string>>? Templates = null,
    Dictionary<string, string>? Settings = null,
    string? ClusterUuid = null
)
{
    public ReadOnlyMemory<byte> ToBytes()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, MetadataJson.Default.MetadataRecord);
        byte[] record = [(byte)TranslogKind.Metadata, .. json];
        return record;
    }

    public static MetadataRecord Read(ReadOnlySpan<byte> record) =>
        JsonSerializer.Deserialize(record[1..], MetadataJson.Default.MetadataRecord)!;

    public static Dictionary<string, Dictionary<string, AliasMember>> Of(
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, AliasMember>> aliases
    ) => aliases.ToDictionary(alias => alias.Key, alias => alias.Value.ToDictionary());

    public static Dictionary<TemplateKind, Dictionary<string, string>> Of(
        ImmutableDictionary<TemplateKind, ImmutableSortedDictionary<string, string>> templates
    ) => templates.ToDictionary(kind => kind.Key, kind => kind.Value.ToDictionary());
}

[JsonSerializable(typeof(MetadataRecord))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
internal sealed partial class MetadataJson : JsonSerializerContext;
