namespace Platform.Engines.Elasticsearch.Highlighting;

/// <summary>A piece of a value, with its tags.</summary>
/// <param name="Score">What the different terms in it weigh together.</param>
internal readonly record struct Fragment(string Text, float Score);
