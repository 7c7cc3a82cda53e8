namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>What a document is sorted by, in one criterion: a number, or a keyword (null: it has none).</summary>
internal readonly record struct SortKey(long Number, string? Text = null);
