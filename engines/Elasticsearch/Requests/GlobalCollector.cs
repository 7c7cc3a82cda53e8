using Platform.Engines.Elasticsearch.Aggregations;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Feeds an aggregation with every document, whatever the query says.</summary>
internal sealed class GlobalCollector(Aggregator aggregator) : IHitCollector
{
    public void Enter(Segment segment) => aggregator.EnterSegment(segment);

    public bool Collect(int document, float score)
    {
        aggregator.Collect(document, 0, 0);
        return true;
    }
}
