using Platform.Engines.Elasticsearch.Search;
using Platform.Engines.Elasticsearch.Suggest;

namespace Platform.Engines.Elasticsearch.Highlighting;

/// <summary>What a query looks for in one field, or in any.</summary>
/// <param name="field">Null: whatever the field.</param>
internal sealed class HighlightTerms(string? field)
{
    private readonly Dictionary<string, float> terms = new(StringComparer.Ordinal);
    private readonly List<(Func<string, bool> Matches, float Weight)> patterns = [];

    public List<(PhraseQuery Phrase, float Weight)> Phrases { get; } = [];

    public bool IsEmpty => terms.Count == 0 && patterns.Count == 0 && Phrases.Count == 0;

    /// <summary>0: the term is looked for by itself nowhere.</summary>
    public float Weight(string term)
    {
        var weight = terms.GetValueOrDefault(term);
        foreach (var pattern in patterns)
        {
            if (pattern.Weight > weight && pattern.Matches(term))
            {
                weight = pattern.Weight;
            }
        }

        return weight;
    }

    public void Add(Query query, float boost = 1)
    {
        boost *= query.Boost;
        switch (query)
        {
            case TermQuery term when Takes(term.Field):
                AddTerm(term.Term, boost);
                break;
            case TermsQuery many when Takes(many.Field):
                AddTerms(many.Terms, boost);
                break;
            case SynonymQuery synonyms when Takes(synonyms.Field):
                AddTerms(synonyms.Terms, boost);
                break;
            case PhraseQuery { LastIsPrefix: false, Terms: [var single] } phrase when Takes(phrase.Field):
                AddTerm(single.Term, boost);
                break;
            case PhraseQuery phrase when Takes(phrase.Field):
                Phrases.Add((phrase, boost));
                break;
            case PrefixQuery prefix when Takes(prefix.Field):
                var comparison = prefix.CaseInsensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
                patterns.Add((term => term.StartsWith(prefix.Prefix, comparison), boost));
                break;
            case WildcardQuery wildcard when Takes(wildcard.Field):
                patterns.Add((term => WildcardPattern.Matches(wildcard.Pattern, term, wildcard.CaseInsensitive), boost));
                break;
            case FuzzyQuery fuzzy when Takes(fuzzy.Field):
                patterns.Add((term => IsNear(fuzzy, term), boost));
                break;
            case TermRangeQuery range when Takes(range.Field):
                patterns.Add((term => IsWithin(range, term), boost));
                break;
            case BooleanQuery boolean:
                AddAll(boolean.Must, boost);
                AddAll(boolean.Filter, boost);
                AddAll(boolean.Should, boost);
                break;
            case DisjunctionMaxQuery disjunction:
                AddAll(disjunction.Queries, boost);
                break;
            case ConstantScoreQuery constant:
                Add(constant.Filter, boost);
                break;
        }
    }

    private void AddAll(IReadOnlyList<Query> queries, float boost)
    {
        foreach (var query in queries)
        {
            Add(query, boost);
        }
    }

    private void AddTerms(IEnumerable<string> all, float boost)
    {
        foreach (var term in all)
        {
            AddTerm(term, boost);
        }
    }

    private void AddTerm(string term, float boost) => terms[term] = Math.Max(terms.GetValueOrDefault(term), boost);

    private bool Takes(string queried) => field is null || field == queried;

    private static bool IsNear(FuzzyQuery fuzzy, string term) =>
        string.CompareOrdinal(fuzzy.Term, 0, term, 0, Math.Min(fuzzy.PrefixLength, fuzzy.Term.Length)) == 0
        && EditDistance.Bounded(fuzzy.Term, term, fuzzy.MaxEdits, fuzzy.Transpositions) <= fuzzy.MaxEdits;

    private static bool IsWithin(TermRangeQuery range, string term)
    {
        var from = range.From is null ? 1 : string.CompareOrdinal(term, range.From);
        var to = range.To is null ? -1 : string.CompareOrdinal(term, range.To);
        return (from > 0 || from == 0 && range.IncludeFrom) && (to < 0 || to == 0 && range.IncludeTo);
    }
}
