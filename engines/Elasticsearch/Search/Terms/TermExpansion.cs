using System.Text;
using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search.Terms;

/// <summary>Which terms of a dictionary a query means.</summary>
internal abstract class TermExpansion
{
    public required string Field { get; init; }

    /// <summary>Ascending.</summary>
    public abstract List<int> Ordinals(TermDictionary terms);

    public static TermExpansion Of(Query query) =>
        query switch
        {
            TermsQuery terms => new ListedTerms([.. terms.Terms.Select(Encoding.UTF8.GetBytes)]) { Field = terms.Field },
            PrefixQuery { CaseInsensitive: false } prefix => new TermsOfPrefix(prefix.Prefix) { Field = prefix.Field },
            PrefixQuery prefix => new TermsOfPattern(WildcardPattern.OfPrefix(prefix.Prefix)) { Field = prefix.Field },
            WildcardQuery wildcard => new TermsOfPattern(new(wildcard.Pattern, wildcard.CaseInsensitive)) { Field = wildcard.Field },
            TermRangeQuery range => new TermsOfRange(range) { Field = range.Field },
            _ => throw new InvalidOperationException($"{query.GetType().Name} is no query of several terms."),
        };

    /// <summary>The first terms of a snapshot that begin so.</summary>
    public static IEnumerable<string> Prefix(IReadOnlyList<Segment> segments, string field, string prefix, int most)
    {
        var dictionaries = segments.Select(segment => segment.Terms(field)).OfType<TermDictionary>();
        var all = new SortedSet<string>(Utf8Order.Instance);
        foreach (var dictionary in dictionaries)
        {
            foreach (
                var ordinal in new TermsOfPrefix(prefix) { Field = field }
                    .Ordinals(dictionary)
                    .Take(most)
            )
            {
                all.Add(dictionary.Term(ordinal));
            }
        }
        return all.Take(most);
    }

    /// <summary>From the first term that begins so to the first that no longer does.</summary>
    protected static (int From, int To) RangeOf(TermDictionary terms, ReadOnlySpan<byte> prefix)
    {
        var from = terms.Seek(prefix);
        var (low, high) = (from, terms.Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (terms.Utf8(middle).StartsWith(prefix))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return (from, low);
    }
}

internal sealed class ListedTerms(byte[][] listed) : TermExpansion
{
    public override List<int> Ordinals(TermDictionary terms)
    {
        var found = new List<int>(listed.Length);
        foreach (var term in listed)
        {
            if (terms.Find(term) is >= 0 and var ordinal)
            {
                found.Add(ordinal);
            }
        }
        return [.. found.Distinct().Order()];
    }
}

internal sealed class TermsOfPrefix(string prefix) : TermExpansion
{
    private readonly byte[] utf8 = Encoding.UTF8.GetBytes(prefix);

    public override List<int> Ordinals(TermDictionary terms)
    {
        var (from, to) = RangeOf(terms, utf8);
        return [.. Enumerable.Range(from, to - from)];
    }
}

internal sealed class TermsOfPattern(WildcardPattern pattern) : TermExpansion
{
    private readonly byte[] literal = Encoding.UTF8.GetBytes(pattern.LiteralPrefix);

    public override List<int> Ordinals(TermDictionary terms)
    {
        var (from, to) = RangeOf(terms, literal);
        var found = new List<int>();
        for (var ordinal = from; ordinal < to; ordinal++)
        {
            if (pattern.Matches(terms.Utf8(ordinal)))
            {
                found.Add(ordinal);
            }
        }
        return found;
    }
}

internal sealed class TermsOfRange(TermRangeQuery range) : TermExpansion
{
    public override List<int> Ordinals(TermDictionary terms)
    {
        var from = range.From is null ? 0 : terms.Seek(range.From);
        if (range.From is not null && !range.IncludeFrom && from < terms.Count && terms.Term(from) == range.From)
        {
            from++;
        }
        var to = range.To is null ? terms.Count : terms.Seek(range.To);
        if (range.To is not null && range.IncludeTo && to < terms.Count && terms.Term(to) == range.To)
        {
            to++;
        }
        return from < to ? [.. Enumerable.Range(from, to - from)] : [];
    }
}
