namespace Platform.Engines.Elasticsearch.Index;

/// <summary>Documents that became visible together (or were merged), by number from 0. Immutable but for what is deleted, which a snapshot fixes.</summary>
public abstract class Segment
{
    /// <summary>Deleted ones included.</summary>
    public abstract int DocumentCount { get; }

    public abstract bool IsLive(int document);

    public abstract string Id(int document);

    public abstract ReadOnlyMemory<byte> Source(int document);

    public abstract long SeqNo(int document);

    public abstract long Version(int document);

    /// <summary>Null when no document here has a value.</summary>
    public abstract NumberColumn? Numbers(string field);

    /// <summary>Null when no document here has a value.</summary>
    public abstract KeywordColumn? Keywords(string field);

    /// <summary>Of text and keyword fields; null when no document here has a value.</summary>
    public abstract TermDictionary? Terms(string field);
}
