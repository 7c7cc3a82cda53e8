using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Search;

/// <summary>Searches one snapshot. Statistics for the scores are the whole snapshot's, deleted documents included until they are merged away.</summary>
public sealed class IndexSearcher(IndexSnapshot snapshot, IIndexMapping mapping)
{
    /// <summary>Passes on every live match in the order of segments and documents.</summary>
    public void Search(Query query, bool scores, IHitCollector collector)
    {
        _ = mapping;
        foreach (var segment in snapshot.Segments)
        {
            collector.Enter(segment);
            for (var document = 0; document < segment.DocumentCount; document++)
            {
                if (segment.IsLive(document) && query is MatchAllQuery && !collector.Collect(document, scores ? query.Boost : 0))
                {
                    return;
                }
            }
        }
    }

    /// <param name="count">How many hits are wanted.</param>
    /// <param name="countUpTo">Once so many matches are found, those that cannot be among the best may be left out and the total is a lower bound.</param>
    public TopHits Top(Query query, int count, long countUpTo)
    {
        _ = (query, count, countUpTo);
        return new([], 0, false);
    }

    /// <summary>How many live documents match.</summary>
    public long Count(Query query) => query is MatchAllQuery ? snapshot.LiveDocuments : 0;
}
