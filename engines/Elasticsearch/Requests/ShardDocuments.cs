using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Numbers the documents of one of the indices searched, in the order of its segments; which one stands in the upper half.</summary>
internal sealed class ShardDocuments
{
    private readonly Dictionary<Segment, long> bases = new(ReferenceEqualityComparer.Instance);

    public ShardDocuments(int view, IndexSnapshot snapshot)
    {
        var next = (long)view << 32;
        foreach (var segment in snapshot.Segments)
        {
            bases[segment] = next;
            next += segment.DocumentCount;
        }
    }

    public long Of(Segment segment, int document) => bases[segment] + document;
}
