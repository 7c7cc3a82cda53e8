namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Keeps the best so many hits of all that are offered, by the criteria; of equals the one that comes first in the index.</summary>
internal sealed class HitQueue(IReadOnlyList<SortCriterion> criteria, int capacity)
{
    // A heap with the worst on top.
    private readonly PriorityQueue<Hit, Hit> worst = new(
        Comparer<Hit>.Create((a, b) => -Compare(criteria, a.Keys, a.ShardDocument, b.Keys, b.ShardDocument))
    );

    public int Capacity => capacity;

    public Hit? Worst => worst.Count < capacity || capacity == 0 ? null : worst.Peek();

    public void Offer(Hit hit)
    {
        if (capacity == 0)
        {
            return;
        }

        if (worst.Count < capacity)
        {
            worst.Enqueue(hit, hit);
        }
        else
        {
            worst.EnqueueDequeue(hit, hit);
        }
    }

    /// <summary>Best first. The queue is empty afterwards.</summary>
    public Hit[] Drain()
    {
        var hits = new Hit[worst.Count];
        for (var i = hits.Length - 1; i >= 0; i--)
        {
            hits[i] = worst.Dequeue();
        }

        return hits;
    }

    public static int Compare(
        IReadOnlyList<SortCriterion> criteria,
        ReadOnlySpan<SortKey> a,
        long aDocument,
        ReadOnlySpan<SortKey> b,
        long bDocument
    )
    {
        for (var i = 0; i < criteria.Count; i++)
        {
            if (criteria[i].Compare(a[i], b[i]) is var order and not 0)
            {
                return order;
            }
        }

        return aDocument.CompareTo(bDocument);
    }
}
