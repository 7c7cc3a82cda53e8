using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Suggest;

/// <summary>Elasticsearch's term suggester: for each term of a text the indexed terms nearest to it.</summary>
public static class TermSuggester
{
    /// <param name="segments">Of all indices that are searched.</param>
    public static IReadOnlyList<TermSuggestion> Suggest(
        IReadOnlyList<Segment> segments,
        MappedField field,
        string text,
        TermSuggestOptions options
    ) =>
        [
            .. (options.Analyzer ?? field.SearchAnalyzer ?? field.Analyzer)!
                .Analyze(text)
                .Select(token => new TermSuggestion(token.Term, token.StartOffset, token.EndOffset - token.StartOffset, [])),
        ];
}
