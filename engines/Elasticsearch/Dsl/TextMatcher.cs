using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>Makes a query of a text, as the analyzer of its field takes it apart: tokens at one position stand for each other, positions are combined.</summary>
internal static class TextMatcher
{
    /// <returns>Null when the text has no terms: the caller decides what that means.</returns>
    public static Query? TryBuild(MappedField field, string text, MatchOptions options, QueryContext context)
    {
        try
        {
            return field.Type == FieldType.Text ? OfText(field, text, options, context) : OfValue(field, text, options, context);
        }
        catch (ElasticsearchException e) when (options.Lenient && e.Type is "query_shard_exception" or "parse_exception")
        {
            return new MatchNoneQuery($"[{field.Path}]: {e.Message}");
        }
    }

    public static Query Build(MappedField field, string text, MatchOptions options, QueryContext context) =>
        TryBuild(field, text, options, context)
        ?? (options.ZeroTermsMatchAll ? new MatchAllQuery() : new MatchNoneQuery("the text has no terms"));

    private static Query OfValue(MappedField field, string text, MatchOptions options, QueryContext context)
    {
        switch (options.Kind)
        {
            case MatchKind.PhrasePrefix:
                throw context.Failed(
                    $"Can only use phrase prefix queries on text fields - not on [{field.Path}] which is of type [{QueryContext.TypeName(field)}]"
                );
            case MatchKind.TermsAndPrefix when field.Type != FieldType.Keyword:
                throw context.WrongType("prefix", "keyword, text and wildcard", field);
            case MatchKind.TermsAndPrefix:
                context.Count();
                FieldValues.Searchable(field, context);
                return new PrefixQuery(field.Path, text);
            default:
                return options is { Kind: MatchKind.Terms, Fuzziness: not null }
                    ? OneTerm(field, text, options, context)
                    : FieldValues.Term(field, text, context);
        }
    }

    private static Query? OfText(MappedField field, string text, MatchOptions options, QueryContext context)
    {
        FieldValues.Searchable(field, context);
        var analyzer = options.Analyzer ?? field.SearchAnalyzer ?? field.Analyzer;
        if (analyzer is null)
        {
            throw context.Failed($"field [{field.Path}] has no analyzer");
        }

        var tokens = analyzer.Analyze(text);
        if (tokens.Count == 0)
        {
            return null;
        }

        context.Count(tokens.Count);
        return options.Kind is MatchKind.Phrase or MatchKind.PhrasePrefix
            ? Phrase(field, tokens, options)
            : Terms(field, tokens, options, context);
    }

    private static Query Phrase(MappedField field, IReadOnlyList<Token> tokens, MatchOptions options)
    {
        var first = tokens[0].Position;
        if (options.Kind == MatchKind.Phrase && tokens[^1].Position == first)
        {
            return SamePlace(field, tokens);
        }

        return new PhraseQuery(
            field.Path,
            [.. tokens.Select(token => new PhraseTerm(token.Term, token.Position - first))],
            options.Slop,
            options.Kind == MatchKind.PhrasePrefix,
            options.MaxExpansions
        );
    }

    private static Query SamePlace(MappedField field, IEnumerable<Token> tokens)
    {
        string[] terms = [.. tokens.Select(token => token.Term).Distinct(StringComparer.Ordinal)];
        return terms.Length == 1 ? new TermQuery(field.Path, terms[0]) : new SynonymQuery(field.Path, terms);
    }

    private static Query Terms(MappedField field, IReadOnlyList<Token> tokens, MatchOptions options, QueryContext context)
    {
        var places = new List<List<Token>>();
        foreach (var token in tokens)
        {
            if (places.Count == 0 || places[^1][0].Position != token.Position)
            {
                places.Add([]);
            }

            places[^1].Add(token);
        }

        List<Query> clauses =
        [
            .. places.Select(
                (place, i) =>
                    options.Kind == MatchKind.TermsAndPrefix && i == places.Count - 1 ? Prefixes(field, place)
                    : place.Count == 1 ? OneTerm(field, place[0].Term, options, context)
                    : SamePlace(field, place)
            ),
        ];
        if (clauses.Count == 1)
        {
            return clauses[0];
        }

        if (options.And)
        {
            return new BooleanQuery(clauses, [], [], [], 0);
        }

        var least = options.MinimumShouldMatch is { } rule ? Math.Max(1, MinimumShouldMatch.Of(clauses.Count, rule, context)) : 1;
        return new BooleanQuery([], [], clauses, [], least);
    }

    private static Query Prefixes(MappedField field, List<Token> place) =>
        place.Count == 1
            ? new PrefixQuery(field.Path, place[0].Term)
            : new BooleanQuery([], [], [.. place.Select(token => new PrefixQuery(field.Path, token.Term))], [], 1);

    private static Query OneTerm(MappedField field, string term, MatchOptions options, QueryContext context)
    {
        if (options.Fuzziness is not { } fuzziness)
        {
            return new TermQuery(field.Path, term);
        }

        if (field.Type is not (FieldType.Text or FieldType.Keyword))
        {
            throw context.Failed(
                $"Can only use fuzzy queries on keyword and text fields - not on [{field.Path}] which is of type [{QueryContext.TypeName(field)}]"
            );
        }

        var edits = fuzziness.For(term);
        return edits == 0
            ? new TermQuery(field.Path, term)
            : new FuzzyQuery(field.Path, term, edits, options.PrefixLength, options.MaxExpansions, options.Transpositions);
    }
}
