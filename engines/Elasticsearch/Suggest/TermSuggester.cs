using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Suggest;

/// <summary>Elasticsearch's term suggester: for each term of a text the indexed terms nearest to it.</summary>
public static class TermSuggester
{
    /// <param name="segments">Of all indices that are searched.</param>
    /// <exception cref="ElasticsearchException">The field has no terms to suggest.</exception>
    public static IReadOnlyList<TermSuggestion> Suggest(
        IReadOnlyList<Segment> segments,
        MappedField field,
        string text,
        TermSuggestOptions options
    )
    {
        if (field.Type is not (FieldType.Text or FieldType.Keyword))
        {
            throw ElasticsearchException.IllegalArgument(
                $"Field [{field.Path}] of type [{field.Type.ToString().ToLowerInvariant()}] does not support suggestions"
            );
        }

        var analyzer = options.Analyzer ?? field.SearchAnalyzer ?? field.Analyzer ?? AnalyzerCatalog.BuiltIn.Find("keyword")!;
        var candidates = new SuggestCandidates(segments, field.Path);
        return
        [
            .. analyzer
                .Analyze(text)
                .Select(token => new TermSuggestion(
                    token.Term,
                    token.StartOffset,
                    token.EndOffset - token.StartOffset,
                    Options(candidates, token.Term, options)
                )),
        ];
    }

    private static IReadOnlyList<TermSuggestOption> Options(SuggestCandidates candidates, string term, TermSuggestOptions options)
    {
        if (term.EnumerateRunes().Count() < options.MinWordLength)
        {
            return [];
        }

        var frequency = candidates.Frequency(term);
        if (
            options.Mode == SuggestMode.Missing && frequency > 0
            || frequency
                > (options.MaxTermFreq >= 1 ? options.MaxTermFreq : Math.Ceiling((double)options.MaxTermFreq * candidates.DocumentCount))
        )
        {
            return [];
        }

        var moreThan = Math.Max(
            options.Mode == SuggestMode.Popular ? frequency : 0,
            options.MinDocFreq >= 1 ? (int)options.MinDocFreq : (int)(options.MinDocFreq * candidates.DocumentCount) - 1
        );
        var wanted = options.ShardSize ?? Math.Max(options.Size, 5);
        var inspections = wanted * options.MaxInspections;
        var found = candidates.Near(term, 1, moreThan, options).Take(inspections).ToList();
        if (options.MaxEdits > 1 && found.Count < inspections)
        {
            found = [.. found.Union(candidates.Near(term, options.MaxEdits, moreThan, options).Take(inspections))];
        }

        var ordered = options.SortByFrequency
            ? found.OrderByDescending(static option => option.Frequency).ThenByDescending(static option => option.Score)
            : found.OrderByDescending(static option => option.Score).ThenByDescending(static option => option.Frequency);
        return [.. ordered.ThenBy(static option => option.Text, StringComparer.Ordinal).Take(wanted).Take(options.Size)];
    }
}
