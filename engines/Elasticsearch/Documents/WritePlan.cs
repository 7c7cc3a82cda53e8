using System.Text.Json;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Documents;

/// <summary>One operation that is to be written: a document, or what is left of one.</summary>
/// <param name="Indexed">Null for a deletion.</param>
internal readonly record struct PlannedWrite(StoredDocument? Document, IndexedDocument? Indexed, Tombstone Deleted);

/// <summary>What the plan reads of the index.</summary>
internal interface IDocumentTable
{
    StoredDocument? Find(string id);

    Tombstone? FindDeleted(string id);

    string IndexName { get; }

    string IndexUuid { get; }
}

/// <summary>
/// Works out what a row of operations on one index writes, each seeing those before it, without changing anything: the journal has to have it
/// first.
/// </summary>
internal sealed class WritePlan(IDocumentTable table, IndexMapping mapping, MappingLimits limits, LeafReader leaves, long nextSeqNo)
{
    public const long PrimaryTerm = 1;

    private readonly Dictionary<string, (StoredDocument? Document, Tombstone? Deleted)> overlay = new(StringComparer.Ordinal);

    public List<PlannedWrite> Writes { get; } = [];

    /// <summary>Of the documents that are to be written.</summary>
    public long Bytes { get; private set; }

    /// <summary>With the fields that the documents brought.</summary>
    public IndexMapping Mapping { get; private set; } = mapping;

    public long NextSeqNo { get; private set; } = nextSeqNo;

    /// <summary>An operation that is refused is answered with its error, and the others go on.</summary>
    public WriteResult Add(WriteRequest request)
    {
        var id = request.Id ?? DocumentId.New();
        try
        {
            DocumentId.Check(id);
            var (current, deleted) = overlay.TryGetValue(id, out var planned) ? planned : (table.Find(id), table.FindDeleted(id));
            return request.Kind switch
            {
                WriteKind.Delete => Delete(id, request, current, deleted),
                WriteKind.Update => Update(id, request, current, deleted),
                _ => Put(id, request, request.Source, current, deleted),
            };
        }
        catch (ElasticsearchException refusal)
        {
            return WriteResult.Refused(id, refusal);
        }
    }

    private WriteResult Put(string id, WriteRequest request, ReadOnlyMemory<byte> source, StoredDocument? current, Tombstone? deleted)
    {
        CheckCondition(id, request, current);
        if (request.Kind == WriteKind.Create && current is not null)
            throw Conflict(id, $"document already exists (current version [{current.Version}])");
        var version = NextVersion(id, request, current?.Version ?? deleted?.Version);
        var parsed = new DocumentParser(Mapping, limits, leaves).Parse(id, source);
        Mapping = parsed.Mapping;
        var document = new StoredDocument(id, source, NextSeqNo++, version, request.Routing);
        overlay[id] = (document, null);
        Bytes += source.Length;
        Writes.Add(new(document, new(id, source, document.SeqNo, version, parsed.Values), default));
        return new(id, current is null ? "created" : "updated", current is null ? 201 : 200, version, document.SeqNo)
        {
            Source = source,
            Routing = request.Routing,
        };
    }

    private WriteResult Delete(string id, WriteRequest request, StoredDocument? current, Tombstone? deleted)
    {
        CheckCondition(id, request, current);
        var version = NextVersion(id, request, current?.Version ?? deleted?.Version);
        var tombstone = new Tombstone(id, NextSeqNo++, version);
        overlay[id] = (null, tombstone);
        Writes.Add(new(null, null, tombstone));
        return current is null
            ? new(id, "not_found", 404, version, tombstone.SeqNo)
            : new(id, "deleted", 200, version, tombstone.SeqNo) { Routing = current.Routing };
    }

    private WriteResult Update(string id, WriteRequest request, StoredDocument? current, Tombstone? deleted)
    {
        var update = request.Update!;
        if (current is null)
        {
            if (request.IfSeqNo is not null)
                CheckCondition(id, request, current);
            var upsert = update.DocAsUpsert ? update.Doc : update.Upsert;
            if (upsert is null)
                throw new ElasticsearchException(404, "document_missing_exception", $"[{id}]: document missing")
                {
                    Index = table.IndexName,
                    Details = Shard(),
                };
            return Put(id, request, Raw(upsert.Value), null, deleted);
        }
        CheckCondition(id, request, current);
        var merged = update.Doc is { } doc ? DocumentMerge.Merge(current.Source, doc) : null;
        if (merged is null && (update.DetectNoop || update.Doc is null))
            return new(id, "noop", 200, current.Version, current.SeqNo) { Source = current.Source, Routing = current.Routing };
        return Put(
            id,
            request with
            {
                IfSeqNo = null,
                IfPrimaryTerm = null,
                Routing = request.Routing ?? current.Routing,
            },
            merged ?? current.Source,
            current,
            null
        );
    }

    private static byte[] Raw(JsonElement element) => System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(element).ToArray();

    private void CheckCondition(string id, WriteRequest request, StoredDocument? current)
    {
        if (request.IfSeqNo is not { } seqNo)
            return;
        var required = $"required seqNo [{seqNo}], primary term [{request.IfPrimaryTerm}].";
        if (current is null)
            throw Conflict(id, $"{required} but no document was found");
        if (current.SeqNo != seqNo || request.IfPrimaryTerm != PrimaryTerm)
            throw Conflict(id, $"{required} current document has seqNo [{current.SeqNo}] and primary term [{PrimaryTerm}]");
    }

    private long NextVersion(string id, WriteRequest request, long? current)
    {
        if (request.VersionType == VersionType.Internal)
            return (current ?? 0) + 1;
        var given = request.Version!.Value;
        return request.VersionType switch
        {
            VersionType.External when current >= given => throw Conflict(
                id,
                $"current version [{current}] is higher or equal to the one provided [{given}]"
            ),
            VersionType.ExternalGte when current > given => throw Conflict(
                id,
                $"current version [{current}] is higher than the one provided [{given}]"
            ),
            _ => given,
        };
    }

    private ElasticsearchException Conflict(string id, string why) =>
        new(409, "version_conflict_engine_exception", $"[{id}]: version conflict, {why}") { Index = table.IndexName, Details = Shard() };

    private Dictionary<string, object> Shard() => new() { ["index_uuid"] = table.IndexUuid, ["shard"] = "0" };
}
