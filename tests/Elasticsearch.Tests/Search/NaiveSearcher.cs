using System.Text;
using System.Text.RegularExpressions;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Tests.Search;

/// <summary>The reference: whether a document matches and how it scores, found out the obvious way.</summary>
internal sealed class NaiveSearcher(List<NaiveDocument> documents)
{
    public static Comparer<string> Bytes { get; } =
        Comparer<string>.Create((left, right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right)));

    public List<(NaiveDocument Document, double Score)> Search(Query query) =>
        [
            .. documents
                .Where(document => document.Live)
                .Select(document => (document, Score(query, document)))
                .Where(hit => hit.Item2 is not null)
                .Select(hit => (hit.document, hit.Item2!.Value)),
        ];

    /// <summary>Null: no match.</summary>
    private double? Score(Query query, NaiveDocument document) =>
        query switch
        {
            MatchAllQuery => query.Boost,
            MatchNoneQuery => null,
            TermQuery term => Term(document, term.Field, term.Term, Frequency(term.Field, term.Term), query.Boost),
            SynonymQuery synonym => Frequent(
                document,
                synonym.Field,
                synonym.Terms.Distinct().Sum(term => Count(document, synonym.Field, term)),
                [synonym.Terms.Max(term => Frequency(synonym.Field, term))],
                query.Boost
            ),
            FuzzyQuery fuzzy => Fuzzy(document, fuzzy),
            PhraseQuery phrase => Phrase(document, phrase),
            ConstantScoreQuery constant => Score(constant.Filter, document) is null ? null : query.Boost,
            DisjunctionMaxQuery best => Best(document, best),
            BooleanQuery boolean => Boolean(document, boolean),
            _ => Matches(query, document) ? query.Boost : null,
        };

    private static bool Matches(Query query, NaiveDocument document) =>
        query switch
        {
            TermsQuery terms => document.Tokens(terms.Field).Exists(token => terms.Terms.Contains(token.Term)),
            PrefixQuery { CaseInsensitive: true } prefix => Any(
                document,
                prefix.Field,
                term => term.StartsWith(prefix.Prefix, StringComparison.OrdinalIgnoreCase)
            ),
            PrefixQuery prefix => Any(document, prefix.Field, term => term.StartsWith(prefix.Prefix, StringComparison.Ordinal)),
            WildcardQuery wildcard => Any(document, wildcard.Field, term => Pattern(wildcard).IsMatch(term)),
            TermRangeQuery range => Any(document, range.Field, term => InRange(term, range)),
            NumberRangeQuery range => (document.Original.Prices ?? []).Any(price => price >= range.From && price <= range.To),
            NumbersQuery numbers => (document.Original.Prices ?? []).Any(numbers.Values.Contains),
            ExistsQuery exists => exists.Fields.Any(document.Has),
            IdsQuery ids => ids.Ids.Contains(document.Original.Id),
            _ => throw new InvalidOperationException(query.ToString()),
        };

    private static bool Any(NaiveDocument document, string field, Func<string, bool> matches) =>
        document.Tokens(field).Exists(token => matches(token.Term));

    private static Regex Pattern(WildcardQuery query) =>
        new(
            "^" + Regex.Escape(query.Pattern).Replace("\\*", ".*").Replace("\\?", "(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|.)") + "$",
            RegexOptions.Singleline | (query.CaseInsensitive ? RegexOptions.IgnoreCase : 0)
        );

    private static bool InRange(string term, TermRangeQuery range) =>
        (range.From is null || Bytes.Compare(term, range.From) > (range.IncludeFrom ? -1 : 0))
        && (range.To is null || Bytes.Compare(term, range.To) < (range.IncludeTo ? 1 : 0));

    private static int Count(NaiveDocument document, string field, string term)
    {
        var count = document.Tokens(field).Count(token => token.Term == term);
        return field == "tag" ? Math.Min(1, count) : count;
    }

    private long Frequency(string field, string term) => documents.Count(document => Count(document, field, term) > 0);

    private double? Term(NaiveDocument document, string field, string term, long documentFrequency, double boost) =>
        Frequent(document, field, Count(document, field, term), [documentFrequency], boost);

    private double? Frequent(NaiveDocument document, string field, double frequency, IEnumerable<long> documentFrequencies, double boost)
    {
        if (frequency == 0)
        {
            return null;
        }
        var with = documents.Where(other => other.Tokens(field).Count > 0).ToList();
        var average = with.Sum(other => (double)other.Tokens(field).Count) / with.Count;
        var idf = documentFrequencies.Sum(n => Math.Log(1 + ((with.Count - n + 0.5) / (n + 0.5))));
        var length = field == "text" ? LengthNorm.Lengths[LengthNorm.Encode(document.Length(field))] : 1;
        return boost * 2.2 * idf * frequency / (frequency + (1.2 * (0.25 + (0.75 * length / average))));
    }

    private double? Best(NaiveDocument document, DisjunctionMaxQuery query)
    {
        var scores = query.Queries.Select(inner => Score(inner, document)).OfType<double>().OrderDescending().ToList();
        return scores.Count == 0 ? null : query.Boost * (scores[0] + (query.TieBreaker * scores.Skip(1).Sum()));
    }

    private double? Boolean(NaiveDocument document, BooleanQuery query)
    {
        var must = query.Must.Select(inner => Score(inner, document)).ToList();
        var should = query.Should.Select(inner => Score(inner, document)).OfType<double>().ToList();
        var minimum =
            query.Must.Count + query.Filter.Count == 0 && query.Should.Count > 0
                ? Math.Max(1, query.MinimumShouldMatch)
                : query.MinimumShouldMatch;
        if (
            must.Contains(null)
            || should.Count < minimum
            || query.Filter.Any(inner => Score(inner, document) is null)
            || query.MustNot.Any(inner => Score(inner, document) is not null)
        )
        {
            return null;
        }
        var everything = query.Must.Count + query.Filter.Count + query.Should.Count + query.MustNot.Count == 0;
        return everything ? query.Boost : query.Boost * (must.Sum() + should.Sum());
    }

    private double? Fuzzy(NaiveDocument document, FuzzyQuery query)
    {
        var prefix = query.Term[..Math.Min(query.PrefixLength, query.Term.Length)];
        var near = documents
            .SelectMany(other => other.Tokens(query.Field))
            .Select(token => token.Term)
            .Distinct()
            .Where(term => term.StartsWith(prefix, StringComparison.Ordinal))
            .Select(term => (Term: term, Distance: Distance(term, query.Term, query.Transpositions)))
            .Where(term => term.Distance <= query.MaxEdits)
            .Select(term =>
                (
                    term.Term,
                    Boost: term.Distance == 0 ? 1 : Math.Max(0, 1 - ((double)term.Distance / Math.Min(term.Term.Length, query.Term.Length)))
                )
            )
            .OrderByDescending(term => term.Boost)
            .ThenBy(term => term.Term, Bytes)
            .Take(query.MaxExpansions)
            .ToList();
        var frequency = near.Select(term => Frequency(query.Field, term.Term)).DefaultIfEmpty().Max();
        var scores = near.Select(term => Term(document, query.Field, term.Term, frequency, query.Boost * term.Boost))
            .OfType<double>()
            .ToList();
        return scores.Count == 0 ? null : scores.Sum();
    }

    /// <summary>Insertions, deletions, changes, and exchanges of neighbours that nothing else touches.</summary>
    public static int Distance(string left, string right, bool transpositions)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                table[i, j] =
                    i == 0 ? j
                    : j == 0 ? i
                    : Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (transpositions && i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }
        return table[left.Length, right.Length];
    }

    private double? Phrase(NaiveDocument document, PhraseQuery query)
    {
        var places = query
            .Terms.GroupBy(term => term.Position)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, Terms: group.Select(term => term.Term).ToList()))
            .ToList();
        if (query.LastIsPrefix)
        {
            var all = documents.SelectMany(other => other.Tokens(query.Field)).Select(token => token.Term).Distinct().Order(Bytes).ToList();
            var last = places[^1].Terms.SelectMany(prefix => all.Where(term => term.StartsWith(prefix, StringComparison.Ordinal)));
            places[^1] = (places[^1].Key, [.. last.Distinct().Take(query.MaxExpansions)]);
        }
        if (places.Count == 1)
        {
            var scores = places[0]
                .Terms.Select(term => Term(document, query.Field, term, Frequency(query.Field, term), query.Boost))
                .OfType<double>()
                .ToList();
            return scores.Count == 0 ? null : scores.Sum();
        }
        var tokens = document.Tokens(query.Field);
        var starts = places
            .Select(place => tokens.Where(token => place.Terms.Contains(token.Term)).Select(token => token.Position - place.Key).ToList())
            .ToList();
        var frequencies = places
            .SelectMany(place => place.Terms)
            .Select(term => Frequency(query.Field, term))
            .Where(frequency => frequency > 0);
        if (query.Slop == 0)
        {
            return Frequent(
                document,
                query.Field,
                starts[0].Count(start => starts.TrueForAll(others => others.Contains(start))),
                frequencies,
                query.Boost
            );
        }
        // Near ones: whether there is any; how many Lucene finds is asserted elsewhere.
        return Closest(starts, 0, int.MaxValue, int.MinValue) <= query.Slop ? double.NaN : null;
    }

    private static int Closest(List<List<int>> starts, int place, int least, int most) =>
        place == starts.Count
            ? most - least
            : starts[place]
                .Select(start => Closest(starts, place + 1, Math.Min(least, start), Math.Max(most, start)))
                .DefaultIfEmpty(int.MaxValue)
                .Min();
}
