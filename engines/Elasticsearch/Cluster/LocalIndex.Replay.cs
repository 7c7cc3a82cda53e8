using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>How an index comes out of the translog and goes back into it.</summary>
internal sealed partial class LocalIndex
{
    // So many at a time while writes go on.
    private const int IndexedAtOnce = 500;
    private int indexedSoFar;

    public IndexRecord ToRecord() =>
        new(Number, Name, Uuid, CreatedAt, Settings.Values.ToDictionary(), MappingWriter.ToJson(Mapping), nextSeqNo);

    /// <summary>Takes in what a record of the translog says, before anybody asks for it.</summary>
    public void Replay(ref OperationsReader operations)
    {
        while (operations.TryRead(out var document, out var tombstone))
        {
            nextSeqNo = Math.Max(nextSeqNo, (document?.SeqNo ?? tombstone.SeqNo) + 1);
            if (document is not null)
                Store(document);
            else
                Bury(tombstone);
        }
    }

    /// <summary>Another mapping or other settings, in the translog.</summary>
    public void Replay(IndexRecord record)
    {
        Settings = SettingsOf(record);
        Mapping = MappingOf(record);
        nextSeqNo = Math.Max(nextSeqNo, record.NextSeqNo);
    }

    /// <summary>All is replayed: what there is has still to be made searchable, which the first search waits for.</summary>
    public void EndReplay(Translog journal)
    {
        translog = journal;
        // In the order in which they were written, as they lay in the index before.
        unindexed = documents.Count == 0 ? null : [.. documents.Values.OrderBy(document => document.SeqNo)];
        Report();
    }

    /// <summary>All that is there, as the shortest translog says it.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> ToRecords()
    {
        var record = new OperationsWriter(Number);
        foreach (var tombstone in tombstones.Values)
        {
            record.Delete(tombstone);
            if (record.Length < RecordLength)
                continue;
            yield return record.Written;
            record = new(Number);
        }
        foreach (var document in documents.Values.OrderBy(document => document.SeqNo))
        {
            record.Put(document);
            if (record.Length < RecordLength)
                continue;
            yield return record.Written;
            record = new(Number);
        }
        if (record.Count > 0)
            yield return record.Written;
    }

    private static IndexSettings SettingsOf(IndexRecord record) =>
        IndexSettings.Empty.With(record.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));

    private IndexMapping MappingOf(IndexRecord record)
    {
        using var mappings = JsonDocument.Parse(record.Mappings, new JsonDocumentOptions { MaxDepth = JsonBody.DocumentDepth });
        return new MappingReader(Analyzers).Read(mappings.RootElement);
    }

    private bool IndexSome()
    {
        lock (gate)
        {
            if (unindexed is null || deleted)
                return false;
            for (var end = Math.Min(unindexed.Count, indexedSoFar + IndexedAtOnce); indexedSoFar < end; indexedSoFar++)
            {
                var document = unindexed[indexedSoFar];
                // Replaced or deleted meanwhile, the newer one is in the index already.
                if (!ReferenceEquals(documents.GetValueOrDefault(document.Id), document))
                    continue;
                var parsed = new DocumentParser(Mapping, Settings.Limits, leaves, lenient: true).Parse(document.Id, document.Source);
                searchable.Put(new(document.Id, document.Source, document.SeqNo, document.Version, parsed.Values));
            }
            if (indexedSoFar < unindexed.Count)
                return true;
            // Visible together with the refresh below, and only then is there nothing to wait for.
            searchable.Refresh();
            Volatile.Write(ref unindexed, null);
            Report();
            return false;
        }
    }
}
