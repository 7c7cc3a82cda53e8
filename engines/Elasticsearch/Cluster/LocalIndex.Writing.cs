using Platform.Engines.Elasticsearch.Documents;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>How what was planned goes into the translog, and then into memory.</summary>
internal sealed partial class LocalIndex
{
    private IEnumerable<ReadOnlyMemory<byte>> Records(WritePlan plan)
    {
        if (!ReferenceEquals(plan.Mapping, Mapping))
            yield return new MetadataRecord(Put: [ToRecord() with { Mappings = MappingWriter.ToJson(plan.Mapping) }]).ToBytes();
        var record = new OperationsWriter(Number);
        foreach (var write in plan.Writes)
        {
            if (write.Document is { } document)
                record.Put(document);
            else
                record.Delete(write.Deleted);
        }
        yield return record.Written;
    }

    private void Apply(WritePlan plan)
    {
        Mapping = plan.Mapping;
        nextSeqNo = plan.NextSeqNo;
        foreach (var write in plan.Writes)
        {
            if (write.Document is { } document)
            {
                Store(document);
                searchable.Put(write.Indexed!);
                Statistics.Indexed++;
            }
            else
            {
                Bury(write.Deleted);
                searchable.Remove(write.Deleted.Id);
                Statistics.Deleted++;
            }
        }
        Report();
        clock.Changed(Settings.RefreshInterval);
    }

    private void Store(StoredDocument document)
    {
        Forget(document.Id);
        tombstones.Remove(document.Id);
        documents[document.Id] = document;
        overhead += document.Overhead;
        LiveBytes += document.Source.Length + document.Overhead;
    }

    private void Bury(Tombstone tombstone)
    {
        Forget(tombstone.Id);
        if (tombstones.TryAdd(tombstone.Id, tombstone))
            oldestTombstones.Enqueue(tombstone.Id);
        else
            tombstones[tombstone.Id] = tombstone;
        while (oldestTombstones.Count > TombstonesKept)
            tombstones.Remove(oldestTombstones.Dequeue());
    }

    private void Forget(string id)
    {
        if (!documents.Remove(id, out var old))
            return;
        overhead -= old.Overhead;
        LiveBytes -= old.Source.Length + old.Overhead;
    }

    private void ReportMerge()
    {
        lock (gate)
            if (!deleted)
                Report();
    }

    private void Report()
    {
        // What is not indexed yet after a start takes its source already.
        var bytes = overhead + searchable.MemoryBytes;
        budget.Add(bytes - reported);
        Volatile.Write(ref reported, bytes);
    }
}
