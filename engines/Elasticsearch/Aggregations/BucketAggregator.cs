using System.Text.Json;
using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>An aggregation that sorts documents into buckets, with others under it that look into each.</summary>
internal abstract class BucketAggregator : Aggregator
{
    private readonly Aggregator[] subs;
    private long[] counts = [];

    protected BucketAggregator(AggregationSpec spec, AggregationContext context)
        : base(spec, context) => subs = [.. spec.Subs.Select(sub => AggregationParser.Create(sub, context))];

    public override bool NeedsScores => subs.Any(sub => sub.NeedsScores);

    protected IReadOnlyList<Aggregator> Subs => subs;

    /// <summary>Buckets so far.</summary>
    protected int BucketCount { get; private set; }

    public override void EnterView(int view)
    {
        foreach (var sub in subs)
        {
            sub.EnterView(view);
        }
    }

    public override void EnterSegment(Segment segment)
    {
        foreach (var sub in subs)
        {
            sub.EnterSegment(segment);
        }
    }

    /// <summary>Memory is bounded by this: what would be far too many to answer is refused while it grows.</summary>
    protected int NewBucket()
    {
        if (BucketCount >= 20 * AggregationContext.MaxBuckets)
        {
            throw AggregationContext.TooMany();
        }

        return BucketCount++;
    }

    protected void CollectInto(int bucket, int document, float score)
    {
        if (bucket >= counts.Length)
        {
            Array.Resize(ref counts, Math.Max(bucket + 1, counts.Length * 2));
        }

        counts[bucket]++;
        foreach (var sub in subs)
        {
            sub.Collect(document, bucket, score);
        }
    }

    protected long CountOf(int bucket) => (uint)bucket < (uint)counts.Length ? counts[bucket] : 0;

    protected void WriteSubs(Utf8JsonWriter writer, int bucket)
    {
        foreach (var sub in subs)
        {
            sub.WriteNamed(writer, bucket);
        }
    }

    protected Aggregator Sub(string name, string path) =>
        subs.FirstOrDefault(sub => sub.Spec.Name == name)
        ?? throw ElasticsearchException.IllegalArgument(
            $"Invalid aggregation order path [{path}]. The provided aggregation [{name}] either does not exist, "
                + "or is a pipeline aggregation and cannot be used to sort the buckets."
        );

    protected double SubValue(ReadOnlySpan<string> path, int bucket) =>
        Sub(path[0], string.Join('>', path.ToArray())).Value(path[1..], bucket);
}
