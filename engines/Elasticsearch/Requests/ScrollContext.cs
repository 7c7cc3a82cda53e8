namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>A scroll: the indices as they were, what was asked for, and how far it has come.</summary>
/// <param name="Now">What "now" means, on every page the same.</param>
internal sealed record ScrollContext(IReadOnlyList<IndexView> Views, SearchBody Body, DateTimeOffset Now)
{
    /// <summary>The last hit answered; null: there are no more.</summary>
    public SearchAfterKeys? After { get; set; }
}
