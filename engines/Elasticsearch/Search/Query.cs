namespace Platform.Engines.Elasticsearch.Search;

/// <summary>What documents are looked for: the query DSL after mapping and analysis. Immutable. Matches of a filter score 0.</summary>
public abstract record Query
{
    /// <summary>Multiplies the score.</summary>
    public float Boost { get; init; } = 1;
}

public sealed record MatchAllQuery : Query;

/// <param name="Why">For people who read the query.</param>
public sealed record MatchNoneQuery(string Why) : Query;

/// <summary>Documents with the term, scored by BM25.</summary>
public sealed record TermQuery(string Field, string Term) : Query;

/// <summary>Documents with any of the terms; every one of them scores <see cref="Query.Boost"/>.</summary>
public sealed record TermsQuery(string Field, IReadOnlyCollection<string> Terms) : Query;

/// <summary>The terms at those positions relative to each other, give or take <paramref name="Slop"/> moves. Several terms may share a position.</summary>
/// <param name="LastIsPrefix">Whether the last position takes any term that begins so (at most <paramref name="MaxExpansions"/> of them).</param>
public sealed record PhraseQuery(
    string Field,
    IReadOnlyList<PhraseTerm> Terms,
    int Slop = 0,
    bool LastIsPrefix = false,
    int MaxExpansions = 50
) : Query;

public readonly record struct PhraseTerm(string Term, int Position);

/// <summary>Terms that begin so; constant score.</summary>
public sealed record PrefixQuery(string Field, string Prefix, bool CaseInsensitive = false) : Query;

/// <summary><c>*</c> any characters, <c>?</c> one; constant score.</summary>
public sealed record WildcardQuery(string Field, string Pattern, bool CaseInsensitive = false) : Query;

/// <summary>Terms within an edit distance, scored as Lucene's top-terms blended rewrite does.</summary>
/// <param name="MaxEdits">0 to 2.</param>
/// <param name="PrefixLength">Characters at the beginning that must be equal.</param>
public sealed record FuzzyQuery(
    string Field,
    string Term,
    int MaxEdits,
    int PrefixLength = 0,
    int MaxExpansions = 50,
    bool Transpositions = true
) : Query;

/// <summary>Numbers, dates and booleans between two bounds, both inclusive, as <see cref="Mapping.SortableNumber"/> codes them; constant score.</summary>
public sealed record NumberRangeQuery(string Field, long From, long To) : Query;

/// <summary>Numbers equal to any of these; constant score.</summary>
public sealed record NumbersQuery(string Field, IReadOnlyCollection<long> Values) : Query;

/// <summary>Keywords between two bounds by their UTF-8 bytes; null: unbounded; constant score.</summary>
public sealed record TermRangeQuery(string Field, string? From, bool IncludeFrom, string? To, bool IncludeTo) : Query;

/// <summary>Documents with any value in any of the fields; constant score.</summary>
public sealed record ExistsQuery(IReadOnlyCollection<string> Fields) : Query;

public sealed record IdsQuery(IReadOnlyCollection<string> Ids) : Query;

/// <param name="MinimumShouldMatch">How many of <paramref name="Should"/> must match at least.</param>
public sealed record BooleanQuery(
    IReadOnlyList<Query> Must,
    IReadOnlyList<Query> Filter,
    IReadOnlyList<Query> Should,
    IReadOnlyList<Query> MustNot,
    int MinimumShouldMatch
) : Query;

/// <summary>The best score of all, and of the others <paramref name="TieBreaker"/> times theirs.</summary>
public sealed record DisjunctionMaxQuery(IReadOnlyList<Query> Queries, float TieBreaker = 0) : Query;

/// <summary>Whatever matches scores <see cref="Query.Boost"/>.</summary>
public sealed record ConstantScoreQuery(Query Filter) : Query;

/// <summary>Terms of one field that stand for each other at one position: they score as one term (synonyms, as Lucene's SynonymQuery).</summary>
public sealed record SynonymQuery(string Field, IReadOnlyList<string> Terms) : Query;
