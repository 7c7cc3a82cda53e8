namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>One term of a text.</summary>
/// <param name="Position">From 0.</param>
/// <param name="StartOffset">In UTF-16 units.</param>
/// <param name="EndOffset">In UTF-16 units, exclusive.</param>
public readonly record struct Token(string Term, int Position, int StartOffset, int EndOffset, string Type);
