namespace Platform.Engines.Elasticsearch.Search;

/// <summary>The best matches, best first; of equal scores the document that was indexed earlier.</summary>
/// <param name="Total">How many match.</param>
/// <param name="TotalIsLowerBound">Whether counting ended before all were found.</param>
public sealed record TopHits(IReadOnlyList<ScoredDocument> Hits, long Total, bool TotalIsLowerBound)
{
    /// <summary>NaN when nothing matched.</summary>
    public float MaxScore => Hits.Count > 0 ? Hits[0].Score : float.NaN;
}
