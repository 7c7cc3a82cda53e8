namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>Buckets by key, for each bucket of the aggregation above.</summary>
internal sealed class BucketMap(Func<int> newBucket)
{
    private readonly Dictionary<(int Owner, long Key), int> buckets = [];
    private readonly List<long> keys = [];
    private readonly List<List<int>?> ofOwner = [];
    private (int Owner, long Key) last = (-1, 0);
    private int lastBucket;

    public int Of(int owner, long key)
    {
        // Neighbours often share a bucket.
        if (last == (owner, key))
        {
            return lastBucket;
        }

        if (!buckets.TryGetValue((owner, key), out var bucket))
        {
            buckets[(owner, key)] = bucket = newBucket();
            keys.Add(key);
            while (ofOwner.Count <= owner)
            {
                ofOwner.Add(null);
            }

            (ofOwner[owner] ??= []).Add(bucket);
        }

        (last, lastBucket) = ((owner, key), bucket);
        return bucket;
    }

    public long Key(int bucket) => keys[bucket];

    public IReadOnlyList<int> OfOwner(int owner) => (uint)owner < (uint)ofOwner.Count ? ofOwner[owner] ?? [] : [];
}
