namespace Platform.Engines.Elasticsearch.Index;

/// <summary>What a search sees: the index as of one refresh, however long the search takes.</summary>
/// <param name="Generation">Grows with every refresh that changed anything.</param>
public sealed record IndexSnapshot(IReadOnlyList<Segment> Segments, int LiveDocuments, long Generation)
{
    public static IndexSnapshot Empty { get; } = new([], 0, 0);
}
