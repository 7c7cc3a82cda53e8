using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search.Scoring;
using Platform.Engines.Elasticsearch.Search.Weights;

namespace Platform.Engines.Elasticsearch.Search;

/// <summary>Searches one snapshot. Statistics for the scores are the whole snapshot's, deleted documents included until they are merged away.</summary>
public sealed class IndexSearcher
{
    private readonly IndexSnapshot snapshot;
    private readonly SnapshotStatistics statistics;

    public IndexSearcher(IndexSnapshot snapshot, IIndexMapping mapping)
    {
        _ = mapping;
        this.snapshot = snapshot;
        statistics = new(snapshot.Segments);
    }

    /// <summary>Passes on every live match in the order of segments and documents.</summary>
    public void Search(Query query, bool scores, IHitCollector collector)
    {
        var weight = Prepare(query, scores);
        var sink = new PassingSink(collector);
        for (var i = 0; i < snapshot.Segments.Count; i++)
        {
            collector.Enter(snapshot.Segments[i]);
            if (weight(i) is { } scorer && !SegmentRun.Run(scorer, snapshot.Segments[i], sink))
            {
                return;
            }
        }
    }

    /// <param name="count">How many hits are wanted.</param>
    /// <param name="countUpTo">Once so many matches are found, those that cannot be among the best may be left out and the total is a lower bound.</param>
    public TopHits Top(Query query, int count, long countUpTo)
    {
        var known = KnownCount(query);
        var top = new TopSink(Math.Min(count, snapshot.LiveDocuments), known is null ? countUpTo : 0);
        var weight = Prepare(query, count > 0);
        for (var i = 0; i < snapshot.Segments.Count && !(top.Enough && known is null && count == 0); i++)
        {
            top.Enter(snapshot.Segments[i]);
            if (weight(i) is { } scorer && !SegmentRun.Run(scorer, snapshot.Segments[i], top))
            {
                break;
            }
        }
        var total = known ?? top.Total;
        return new(top.Best(), Math.Min(total, countUpTo), total > countUpTo);
    }

    /// <summary>How many live documents match.</summary>
    public long Count(Query query)
    {
        if (KnownCount(query) is { } known)
        {
            return known;
        }
        var sink = new CountingSink();
        var weight = Prepare(query, false);
        for (var i = 0; i < snapshot.Segments.Count; i++)
        {
            if (weight(i) is { } scorer)
            {
                SegmentRun.Run(scorer, snapshot.Segments[i], sink);
            }
        }
        return sink.Count;
    }

    private Weight Prepare(Query query, bool scores) => new WeightBuilder(snapshot.Segments, statistics, scores).Build(query);

    /// <summary>Where the count is known without looking at documents.</summary>
    private long? KnownCount(Query query) =>
        query switch
        {
            MatchAllQuery => snapshot.LiveDocuments,
            MatchNoneQuery => 0,
            TermQuery term when snapshot.Segments.All(segment => segment.Live is null) => new TermOccurrence(
                snapshot.Segments,
                term.Field,
                term.Term
            ).DocumentFrequency,
            _ => null,
        };

    private sealed class PassingSink(IHitCollector collector) : HitSink
    {
        public override bool Collect(int document, float score) => collector.Collect(document, score);
    }

    private sealed class CountingSink : HitSink
    {
        public long Count { get; private set; }

        public override bool Collect(int document, float score)
        {
            Count++;
            return true;
        }
    }
}
