using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Index;

/// <summary>Sets of documents that filters of one segment match, deleted ones included: kept from the second time on that a filter is asked for.</summary>
internal sealed class FilterCache
{
    private const int Most = 32;
    private const int SmallSegment = 1_000;

    private readonly Lock access = new();
    private readonly Dictionary<Query, Bits?> sets = [];

    public Bits? Find(Query query, int documentCount, Func<Bits> match)
    {
        if (documentCount < SmallSegment)
        {
            return null;
        }
        lock (access)
        {
            if (sets.TryGetValue(query, out var known) && known is not null)
            {
                return known;
            }
            if (sets.Count >= Most)
            {
                sets.Clear();
            }
            if (sets.TryAdd(query, null))
            {
                return null;
            }
        }
        var matched = match();
        lock (access)
        {
            sets[query] = matched;
        }
        return matched;
    }
}
