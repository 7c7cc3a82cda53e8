namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>Takes matches of one segment after the other.</summary>
internal abstract class HitSink
{
    /// <summary>Scores up to here need not come any more; below 0 while all must.</summary>
    public float Bar { get; protected set; } = -1;

    /// <returns>False to end the search.</returns>
    public abstract bool Collect(int document, float score);
}
