using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search;

/// <summary>A match.</summary>
/// <param name="Document">Its number in the segment.</param>
public readonly record struct ScoredDocument(Segment Segment, int Document, float Score);
