namespace Platform.Engines.Elasticsearch.Suggest;

/// <summary>One term of the text, with what it may have meant.</summary>
/// <param name="Offset">In the text, in UTF-16 units.</param>
public sealed record TermSuggestion(string Text, int Offset, int Length, IReadOnlyList<TermSuggestOption> Options);

/// <param name="Score">How alike it is, 0 to 1.</param>
/// <param name="Frequency">Documents that have it.</param>
public readonly record struct TermSuggestOption(string Text, float Score, int Frequency);
