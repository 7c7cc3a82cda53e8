using System.Text.Json;
using Microsoft.Extensions.Logging;
using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Documents;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>One index on this node: its documents by id, what makes them searchable, and its clock of refreshes. Any thread.</summary>
internal sealed partial class LocalIndex : IDocumentTable, IDisposable
{
    private const int RecordLength = 4 << 20;

    // More than are ever deleted while an older version is on its way.
    private const int TombstonesKept = 100_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, StoredDocument> documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tombstone> tombstones = new(StringComparer.Ordinal);
    private readonly Queue<string> oldestTombstones = new();
    private readonly DocumentIndex searchable;
    private readonly MemoryBudget budget;
    private readonly ILogger logger;
    private readonly RefreshClock clock;
    private readonly LeafReader leaves;
    private IReadOnlyList<StoredDocument>? unindexed;
    private long nextSeqNo;
    private long overhead;
    private long reported;
    private bool deleted;

    // There once the replay is over.
    private Translog translog = null!;

    public LocalIndex(IndexRecord record, MemoryBudget budget, TimeProvider time, ILogger logger)
    {
        (this.budget, this.logger) = (budget, logger);
        (Number, Name, Uuid, CreatedAt) = (record.Number, record.Name, record.Uuid, record.CreatedAt);
        Settings = SettingsOf(record);
        Analyzers = AnalyzerCatalog.Create(Settings.Analysis, Settings.MaxNgramDiff);
        leaves = new(Analyzers);
        Mapping = MappingOf(record);
        nextSeqNo = record.NextSeqNo;
        clock = new(time, RefreshByClock);
        searchable = new() { Merged = ReportMerge };
    }

    public int Number { get; }

    public string Name { get; }

    public string Uuid { get; }

    /// <summary>Milliseconds since 1970.</summary>
    public long CreatedAt { get; }

    public IndexSettings Settings { get; private set; }

    public AnalyzerCatalog Analyzers { get; }

    public IndexMapping Mapping { get; private set; }

    public IndexStatistics Statistics { get; } = new();

    /// <summary>Documents, whether searchable yet or not.</summary>
    public int DocumentCount
    {
        get
        {
            lock (gate)
                return documents.Count;
        }
    }

    /// <summary>Documents that are deleted or replaced, and not merged away yet.</summary>
    public int DeletedCount
    {
        get
        {
            var snapshot = searchable.Snapshot;
            return snapshot.Segments.Sum(segment => segment.DocumentCount) - snapshot.LiveDocuments;
        }
    }

    /// <summary>What its live documents take in the translog, about.</summary>
    public long LiveBytes { get; private set; }

    public long MemoryBytes => Volatile.Read(ref reported);

    string IDocumentTable.IndexName => Name;

    string IDocumentTable.IndexUuid => Uuid;

    StoredDocument? IDocumentTable.Find(string id) => documents.GetValueOrDefault(id);

    Tombstone? IDocumentTable.FindDeleted(string id) => tombstones.TryGetValue(id, out var there) ? there : null;

    /// <summary>As it is now, refreshed or not.</summary>
    public StoredDocument? Get(string id)
    {
        lock (gate)
            return documents.GetValueOrDefault(id);
    }

    /// <summary>What a search sees. After a start it waits until all that was there before is searchable.</summary>
    public IndexView View()
    {
        if (Volatile.Read(ref unindexed) is not null)
            Refresh();
        return new(Name, searchable.Snapshot, Mapping, Settings.MaxResultWindow, Analyzers.Find);
    }

    /// <summary>Each operation sees those before it; one that is refused does not stop the others.</summary>
    /// <exception cref="ElasticsearchException">The index is gone, or the disk is full; nothing was written.</exception>
    public WriteResult[] Write(IReadOnlyList<WriteRequest> requests)
    {
        lock (gate)
        {
            ThrowIfDeleted();
            var results = new WriteResult[requests.Count];
            for (var done = 0; done < results.Length; )
            {
                var first = done;
                var plan = new WritePlan(this, Mapping, Settings.Limits, leaves, nextSeqNo);
                while (done < results.Length && plan.Bytes < RecordLength)
                    results[done] = plan.Add(requests[done++]);
                if (plan.Writes.Count == 0)
                    continue;
                try
                {
                    translog.Commit(Records(plan), () => Apply(plan));
                }
                catch (ElasticsearchException refusal) when (first > 0)
                {
                    // What came before is written, and says so.
                    for (var i = first; i < results.Length; i++)
                        results[i] = WriteResult.Refused(requests[i].Id ?? "", refusal);
                    break;
                }
            }
            return results;
        }
    }

    /// <summary>Makes all that was written so far visible to searches.</summary>
    public void Refresh()
    {
        while (IndexSome()) { }
        lock (gate)
        {
            if (deleted)
                return;
            searchable.Refresh();
            Statistics.Refreshes++;
            Report();
            clock.Refreshed();
        }
    }

    /// <summary>Ends with the next refresh; at once where all is visible.</summary>
    public Task WhenVisible()
    {
        lock (gate)
            return deleted ? Task.CompletedTask : clock.Next();
    }

    /// <summary>Adds to the mapping.</summary>
    /// <exception cref="ElasticsearchException">It contradicts what is there.</exception>
    public void PutMapping(JsonElement mapping)
    {
        lock (gate)
        {
            ThrowIfDeleted();
            var merged = MappingMerge.Merge(Mapping, new MappingReader(Analyzers).Read(mapping), Settings.Limits);
            translog.Commit(
                [new MetadataRecord(Put: [ToRecord() with { Mappings = MappingWriter.ToJson(merged) }]).ToBytes()],
                () => Mapping = merged
            );
        }
    }

    /// <exception cref="ElasticsearchException">A setting is unknown, fixed, or takes no such value.</exception>
    public void PutSettings(IReadOnlyCollection<KeyValuePair<string, string?>> given, bool preserveExisting)
    {
        foreach (var (name, value) in given)
            SettingNames.Check(name, value, onCreation: false);
        lock (gate)
        {
            ThrowIfDeleted();
            var settings = Settings.With(preserveExisting ? given.Where(setting => !Settings.Values.ContainsKey(setting.Key)) : given);
            translog.Commit(
                [new MetadataRecord(Put: [ToRecord() with { Settings = settings.Values.ToDictionary() }]).ToBytes()],
                () => Settings = settings
            );
            clock.Change(settings.RefreshInterval);
        }
    }

    /// <summary>Holds writes back until <see cref="EndDeletion"/>, which the same thread calls.</summary>
    public void BeginDeletion() => gate.Enter();

    /// <param name="gone">False: it stays after all.</param>
    public void EndDeletion(bool gone)
    {
        if (gone)
            Close();
        gate.Exit();
    }

    /// <summary>Nothing is written to it any more, and nobody waits for it.</summary>
    public void Dispose()
    {
        lock (gate)
            Close();
    }

    private void Close()
    {
        deleted = true;
        budget.Add(-reported);
        Volatile.Write(ref reported, 0);
        clock.Dispose();
    }

    /// <summary>As <see cref="Refresh"/>, where nobody is there to be told that it failed.</summary>
    public void RefreshByClock()
    {
        try
        {
            Refresh();
        }
        catch (Exception failure)
        {
            // A timer's thread has nobody to tell, and would take the process with it.
            logger.LogError(failure, "{Index} could not be refreshed.", Name);
        }
    }

    private void ThrowIfDeleted()
    {
        if (deleted)
            throw ElasticsearchException.IndexNotFound(Name);
    }
}
