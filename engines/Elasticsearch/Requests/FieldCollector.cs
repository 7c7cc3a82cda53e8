using Platform.Engines.Elasticsearch.Aggregations;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Takes one index's matches: counts them, keeps the best, and feeds the aggregations.</summary>
internal sealed class FieldCollector : IHitCollector
{
    private readonly SearchBody body;
    private readonly IReadOnlyList<SortCriterion> criteria;
    private readonly HitQueue queue;
    private readonly SearchAfterKeys? after;
    private readonly IReadOnlyList<Aggregator> aggregators;
    private readonly DocumentSet? postFilter;
    private readonly SortKeyReader[] readers;
    private readonly SortKey[] keys;
    private readonly int view;
    private Segment segment = null!;
    private ulong[]? allowed;
    private readonly ShardDocuments places;
    private long segmentBase;

    public FieldCollector(
        int view,
        QueryContext context,
        SearchBody body,
        IReadOnlyList<SortCriterion> criteria,
        HitQueue queue,
        SearchAfterKeys? after,
        IReadOnlyList<Aggregator> aggregators,
        DocumentSet? postFilter
    )
    {
        (this.view, this.body, this.criteria, this.queue, this.after) = (view, body, criteria, queue, after);
        (this.aggregators, this.postFilter) = (aggregators, postFilter);
        readers = [.. criteria.Select(criterion => new SortKeyReader(criterion, context))];
        keys = new SortKey[criteria.Count];
        places = new(view, context.View.Snapshot);
    }

    public long Total { get; private set; }

    public float MaxScore { get; private set; } = float.NegativeInfinity;

    public void Enter(Segment segment)
    {
        this.segment = segment;
        segmentBase = places.Of(segment, 0);
        allowed = postFilter?.Of(segment);
        foreach (var reader in readers)
        {
            reader.Enter(segment);
        }

        foreach (var aggregator in aggregators)
        {
            aggregator.EnterSegment(segment);
        }
    }

    public bool Collect(int document, float score)
    {
        var shardDocument = segmentBase + document;
        if (body.MinScore is { } least && score < least || body.Slice is var (id, max) && (uint)shardDocument % max != id)
        {
            return true;
        }

        foreach (var aggregator in aggregators)
        {
            aggregator.Collect(document, 0, score);
        }

        if (postFilter is not null && !DocumentSet.Has(allowed, document))
        {
            return true;
        }

        Total++;
        MaxScore = Math.Max(MaxScore, score);
        if (queue.Capacity > 0)
        {
            Offer(document, shardDocument, score);
        }

        return true;
    }

    private void Offer(int document, long shardDocument, float score)
    {
        var worst = queue.Worst;
        if (worst?.Keys[0].Text is { } term && readers[0].ComesAfter(document, term))
        {
            return;
        }

        for (var i = 0; i < readers.Length; i++)
        {
            keys[i] = readers[i].Read(document, shardDocument, score);
            // Most documents lose by their first key: the others need not be read.
            if (i == 0 && worst is not null && readers.Length > 1 && criteria[0].Compare(keys[0], worst.Keys[0]) > 0)
            {
                return;
            }
        }

        if (
            worst is not null && HitQueue.Compare(criteria, keys, shardDocument, worst.Keys, worst.ShardDocument) >= 0
            || after is not null && !after.Precedes(criteria, keys, shardDocument)
        )
        {
            return;
        }

        queue.Offer(new(view, segment, document, shardDocument, score, [.. keys]));
    }
}
