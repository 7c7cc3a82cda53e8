namespace Platform.Engines.Elasticsearch.Index;

/// <summary>Documents that became visible together (or were merged), by number from 0. Immutable but for what is deleted, which a snapshot fixes.</summary>
public sealed class Segment
{
    private readonly Bits? live;

    /// <param name="live">Null: all are.</param>
    internal Segment(SegmentData data, Bits? live, int liveCount) => (Data, this.live, LiveCount) = (data, live, liveCount);

    internal SegmentData Data { get; }

    internal int LiveCount { get; }

    /// <summary>Null: all are.</summary>
    internal Bits? Live => live;

    /// <summary>Deleted ones included.</summary>
    public int DocumentCount => Data.DocumentCount;

    public bool IsLive(int document) => live is null || live[document];

    public string Id(int document) => Data.Ids[document];

    public ReadOnlyMemory<byte> Source(int document) => Data.Sources[document];

    public long SeqNo(int document) => Data.SeqNos[document];

    public long Version(int document) => Data.Versions[document];

    /// <summary>Null when no document here has a value.</summary>
    public NumberColumn? Numbers(string field) => Data.Numbers.GetValueOrDefault(field);

    /// <summary>Null when no document here has a value.</summary>
    public KeywordColumn? Keywords(string field) => Data.Keywords.GetValueOrDefault(field);

    /// <summary>Of text and keyword fields; null when no document here has a value.</summary>
    public TermDictionary? Terms(string field) => Data.Inverted.GetValueOrDefault(field)?.Terms;
}
