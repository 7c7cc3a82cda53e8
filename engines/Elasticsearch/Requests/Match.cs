using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>A document that a query found, in the snapshot that was searched.</summary>
/// <param name="Document">Its number in the segment.</param>
internal readonly record struct Match(Segment Segment, int Document)
{
    public string Id => Segment.Id(Document);

    public long SeqNo => Segment.SeqNo(Document);

    public long Version => Segment.Version(Document);

    public ReadOnlyMemory<byte> Source => Segment.Source(Document);
}
