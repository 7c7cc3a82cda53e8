namespace Platform.Engines.Elasticsearch.Index;

/// <summary>A segment as the writer has it: perhaps still being built, perhaps with deletions that no search sees yet. Used under the index's lock.</summary>
internal sealed class IndexPart
{
    private Dictionary<string, int>? ids;
    private Task<SegmentData>? building;
    private SegmentData? data;
    private Bits? live;
    private bool shared;

    /// <param name="ids">Where each document stands.</param>
    public IndexPart(IndexedDocument[] documents, Dictionary<string, int> ids, long estimatedBytes, bool inBackground)
    {
        (this.ids, EstimatedBytes, LiveCount) = (ids, estimatedBytes, documents.Length);
        if (inBackground)
        {
            building = Task.Run(() => SegmentBuilder.Build(documents));
        }
        else
        {
            data = SegmentBuilder.Build(documents);
            this.ids = null;
        }
    }

    /// <param name="live">As the writer knows by now.</param>
    /// <param name="visible">As searches see.</param>
    public IndexPart(SegmentData data, Bits? live, Bits? visible)
    {
        (this.data, this.live) = (data, live);
        LiveCount = live?.Count() ?? data.DocumentCount;
        Visible = new(data, visible, visible?.Count() ?? data.DocumentCount);
    }

    public int LiveCount { get; private set; }

    /// <summary>As of the last refresh; null before the first.</summary>
    public Segment? Visible { get; private set; }

    public Bits? Live => live;

    public long MemoryBytes => (data?.MemoryBytes ?? EstimatedBytes) + (live?.MemoryBytes ?? 0);

    private long EstimatedBytes { get; }

    public bool Delete(string id, int hash)
    {
        var document = data is not null ? data.IdTable.Find(id, hash) : ids!.GetValueOrDefault(id, -1);
        if (document < 0 || (live is not null && !live[document]))
        {
            return false;
        }
        if (live is null || shared)
        {
            live = live?.Copy() ?? Bits.All(data?.DocumentCount ?? ids!.Count);
            shared = false;
        }
        live.Remove(document);
        LiveCount--;
        return true;
    }

    /// <summary>Shows searches what is live by now. Waits until the segment is built.</summary>
    public Segment Show()
    {
        if (data is null)
        {
            data = building!.GetAwaiter().GetResult();
            // Else the documents as they came would stay as long as the segment.
            (building, ids) = (null, null);
        }
        if (Visible is null || Visible.Live != live)
        {
            Visible = new(data, live, LiveCount);
            shared = true;
        }
        return Visible;
    }
}
