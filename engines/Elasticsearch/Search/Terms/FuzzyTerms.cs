using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search.Terms;

/// <summary>A term near another.</summary>
/// <param name="Boost">1 less what share of the shorter one was edited; 1 for the term itself.</param>
internal readonly record struct NearTerm(byte[] Utf8, float Boost);

/// <summary>Terms within an edit distance of one, the nearest first, then by their bytes.</summary>
internal static class FuzzyTerms
{
    public static List<NearTerm> Find(IReadOnlyList<Segment> segments, FuzzyQuery query)
    {
        var walk = new EditDistanceWalk(query);
        var found = new Dictionary<string, NearTerm>();
        foreach (var segment in segments)
        {
            if (segment.Terms(query.Field) is { } terms)
            {
                walk.Find(
                    terms,
                    (ordinal, distance, length) =>
                    {
                        var boost = distance == 0 ? 1f : Math.Max(0, 1f - ((float)distance / Math.Min(length, walk.Length)));
                        found[terms.Term(ordinal)] = new(terms.Utf8(ordinal).ToArray(), boost);
                    }
                );
            }
        }
        var nearest = found.Values.ToList();
        nearest.Sort(
            (left, right) =>
                left.Boost != right.Boost ? right.Boost.CompareTo(left.Boost) : left.Utf8.AsSpan().SequenceCompareTo(right.Utf8)
        );
        return nearest.Count > query.MaxExpansions ? nearest.GetRange(0, query.MaxExpansions) : nearest;
    }
}
