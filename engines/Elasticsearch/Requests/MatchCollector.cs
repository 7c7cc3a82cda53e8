using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Requests;

internal sealed class MatchCollector : IHitCollector
{
    private readonly List<Match> matches = [];
    private Segment segment = null!;

    public IReadOnlyList<Match> Matches => matches;

    public void Enter(Segment segment) => this.segment = segment;

    public bool Collect(int document, float score)
    {
        matches.Add(new(segment, document));
        return true;
    }
}
