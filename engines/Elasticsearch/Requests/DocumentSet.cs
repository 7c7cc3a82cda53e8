using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>The documents of one index that a query matches, a bit for each.</summary>
internal sealed class DocumentSet : IHitCollector
{
    private readonly Dictionary<Segment, ulong[]> bits = new(ReferenceEqualityComparer.Instance);
    private readonly bool all;
    private ulong[] current = [];

    private DocumentSet(bool all) => this.all = all;

    public static DocumentSet Of(IndexView view, Query query)
    {
        var set = new DocumentSet(query is MatchAllQuery);
        if (!set.all)
        {
            new IndexSearcher(view.Snapshot, view.Mapping).Search(query, scores: false, set);
        }

        return set;
    }

    void IHitCollector.Enter(Segment segment) => bits[segment] = current = new ulong[(segment.DocumentCount + 63) / 64];

    bool IHitCollector.Collect(int document, float score)
    {
        current[document >> 6] |= 1UL << (document & 63);
        return true;
    }

    /// <summary>The bits of a segment; null: all of its documents.</summary>
    public ulong[]? Of(Segment segment) => all ? null : bits.GetValueOrDefault(segment, []);

    public static bool Has(ulong[]? bits, int document) =>
        bits is null || document >> 6 < bits.Length && (bits[document >> 6] >> (document & 63) & 1) != 0;
}
