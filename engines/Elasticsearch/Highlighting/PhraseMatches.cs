using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Highlighting;

/// <summary>Where a phrase stands in a text: the first and the last position of each place, both inclusive.</summary>
internal static class PhraseMatches
{
    /// <summary>Whether the phrase has the term at any place.</summary>
    public static bool Contains(PhraseQuery phrase, string term)
    {
        var last = phrase.Terms.Max(static item => item.Position);
        return phrase.Terms.Any(item => Is(phrase, item, last, term));
    }

    public static IEnumerable<(int From, int To)> In(PhraseQuery phrase, IReadOnlyList<Token> tokens)
    {
        var last = phrase.Terms.Count == 0 ? 0 : phrase.Terms.Max(static item => item.Position);
        var places = phrase
            .Terms.GroupBy(static item => item.Position)
            .OrderBy(static place => place.Key)
            .Select(place =>
                (
                    place.Key,
                    Positions: tokens
                        .Where(token => place.Any(item => Is(phrase, item, last, token.Term)))
                        .Select(static token => token.Position)
                        .Distinct()
                        .ToArray()
                )
            )
            .ToArray();
        if (places.Length == 0 || places.Any(static place => place.Positions.Length == 0))
        {
            return [];
        }

        return phrase.Slop == 0 ? Exact(places) : Sloppy(places, phrase.Slop);
    }

    private static bool Is(PhraseQuery phrase, PhraseTerm item, int last, string term) =>
        phrase.LastIsPrefix && item.Position == last ? term.StartsWith(item.Term, StringComparison.Ordinal) : term == item.Term;

    private static IEnumerable<(int From, int To)> Exact((int Place, int[] Positions)[] places)
    {
        var (first, starts) = places[0];
        foreach (var start in starts)
        {
            if (places.All(place => Array.BinarySearch(place.Positions, start + place.Place - first) >= 0))
            {
                yield return (start, start + places[^1].Place - first);
            }
        }
    }

    /// <summary>In any order, the words between them counted.</summary>
    private static IEnumerable<(int From, int To)> Sloppy((int Place, int[] Positions)[] places, int slop)
    {
        foreach (var start in places.SelectMany(static place => place.Positions).Distinct().Order())
        {
            var to = start;
            foreach (var (_, positions) in places)
            {
                var index = Array.BinarySearch(positions, start);
                index = index < 0 ? ~index : index;
                to = index == positions.Length ? int.MaxValue : Math.Max(to, positions[index]);
                if (to == int.MaxValue)
                {
                    break;
                }
            }

            if (to != int.MaxValue && to - start + 1 - places.Length <= slop)
            {
                yield return (start, to);
            }
        }
    }
}
