using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Search.Scoring;

namespace Platform.Engines.Elasticsearch.Search.Weights;

/// <summary>Prepares queries for one snapshot.</summary>
/// <param name="scores">Whether scores are asked for.</param>
internal sealed partial class WeightBuilder(IReadOnlyList<Segment> segments, SnapshotStatistics statistics, bool scores)
{
    private static readonly Weight Nothing = _ => null;

    private WeightBuilder? unscored;

    /// <summary>The same for filters.</summary>
    private WeightBuilder Filters => scores ? unscored ??= new(segments, statistics, false) : this;

    /// <param name="outerBoost">Of what is around the query.</param>
    public Weight Build(Query query, float outerBoost = 1)
    {
        var boost = outerBoost * query.Boost;
        return query switch
        {
            MatchAllQuery => segment => new AllScorer(segments[segment].DocumentCount, Constant(boost)),
            MatchNoneQuery => Nothing,
            TermQuery term => Term(term.Field, term.Term, boost),
            SynonymQuery synonym => Synonym(synonym, boost),
            PhraseQuery phrase => Phrase(phrase, boost),
            FuzzyQuery fuzzy => Fuzzy(fuzzy, boost),
            BooleanQuery boolean => Boolean(boolean, boost),
            DisjunctionMaxQuery best => Disjunction([.. best.Queries.Select(inner => Build(inner, boost))], 1, best.TieBreaker),
            ConstantScoreQuery constant => Constant(Filters.Build(constant.Filter), Constant(boost)),
            IdsQuery ids => Ids(ids, Constant(boost)),
            ExistsQuery exists => Exists(exists, Constant(boost)),
            NumberRangeQuery range => Numbers(range, Constant(boost)),
            NumbersQuery numbers => Numbers(numbers, Constant(boost)),
            TermsQuery terms => Terms(terms, Constant(boost)),
            PrefixQuery prefix => Terms(prefix, Constant(boost)),
            WildcardQuery wildcard => Terms(wildcard, Constant(boost)),
            TermRangeQuery range => Terms(range, Constant(boost)),
            _ => throw new InvalidOperationException($"The searcher knows no {query.GetType().Name}."),
        };
    }

    private static Weight Constant(Weight inner, float score) =>
        segment => inner(segment) is { } scorer ? new ConstantScorer(scorer, score) : null;

    private float Constant(float boost) => scores ? boost : 0;

    private Weight Disjunction(Weight[] clauses, int minimum, float share) =>
        segment =>
        {
            var open = new List<Scorer>(clauses.Length);
            foreach (var clause in clauses)
            {
                if (clause(segment) is { } scorer)
                {
                    open.Add(scorer);
                }
            }
            return Disjunction(open, minimum, share);
        };

    private static Scorer? Disjunction(List<Scorer> open, int minimum, float share) =>
        open.Count == 0 || open.Count < minimum ? null
        : open.Count == 1 ? open[0]
        : new DisjunctionScorer([.. open], minimum, share);

    private Weight Boolean(BooleanQuery query, float boost)
    {
        var must = query.Must.Select(clause => Build(clause, boost)).ToArray();
        var filter = query.Filter.Select(clause => Filters.Build(clause)).ToArray();
        var should = query.Should.Select(clause => Build(clause, boost)).ToArray();
        var mustNot = query.MustNot.Select(clause => Filters.Build(clause)).ToArray();
        var minimum =
            must.Length + filter.Length == 0 && should.Length > 0 ? Math.Max(1, query.MinimumShouldMatch) : query.MinimumShouldMatch;
        // Nothing but what must not be scores 0; nothing at all is everything.
        var alone = Constant(mustNot.Length > 0 ? 0 : boost);
        return segment =>
        {
            var (required, scoring, optional) = (new List<Scorer>(), new List<Scorer>(), new List<Scorer>());
            foreach (var weight in must)
            {
                if (weight(segment) is not { } scorer)
                {
                    return null;
                }
                required.Add(scorer);
                scoring.Add(scorer);
            }
            foreach (var weight in filter)
            {
                if (weight(segment) is not { } scorer)
                {
                    return null;
                }
                required.Add(scorer);
            }
            foreach (var weight in should)
            {
                if ((minimum > 0 || scores) && weight(segment) is { } scorer)
                {
                    optional.Add(scorer);
                }
            }
            if (optional.Count < minimum)
            {
                return null;
            }
            if (minimum > 0 && minimum == optional.Count)
            {
                required.AddRange(optional);
                scoring.AddRange(optional);
                optional.Clear();
            }
            else if (minimum > 0)
            {
                var some = Disjunction(optional, minimum, float.NaN)!;
                required.Add(some);
                scoring.Add(some);
                optional.Clear();
            }
            var main =
                required.Count == 0 ? new AllScorer(segments[segment].DocumentCount, alone)
                : required.Count > 1 ? new ConjunctionScorer(required, scoring)
                : scoring.Count == 1 ? required[0]
                : new ConstantScorer(required[0], 0);
            main = optional.Count > 0 ? new RequiredOptionalScorer(main, Disjunction(optional, 1, float.NaN)!) : main;
            var excluded = mustNot.Select(weight => weight(segment)).OfType<Scorer>().ToList();
            return excluded.Count > 0 ? new ExclusionScorer(main, Disjunction(excluded, 1, float.NaN)!) : main;
        };
    }
}
