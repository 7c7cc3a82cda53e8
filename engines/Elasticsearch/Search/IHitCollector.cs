using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search;

/// <summary>Takes live matches, segment by segment, by ascending number.</summary>
public interface IHitCollector
{
    void Enter(Segment segment);

    /// <param name="score">0 when scores were not asked for.</param>
    /// <returns>False to end the search.</returns>
    bool Collect(int document, float score);
}
