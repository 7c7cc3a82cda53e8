namespace Platform.Engines.Elasticsearch.Index;

/// <summary>Which segments become one: neighbours of about the same size, so that documents stay in the order in which they came; and those with many deleted.</summary>
internal static class MergePolicy
{
    private const int Together = 8;
    private const int Smallest = 512;
    private const int Largest = 4_000_000;

    /// <returns>A range of neighbours; nothing to do: of no length.</returns>
    public static (int Start, int Count) Select(IReadOnlyList<Segment> segments)
    {
        for (var tier = 0; Size(tier) < Largest; tier++)
        {
            for (var start = 0; start < segments.Count; )
            {
                var end = start;
                while (end < segments.Count && segments[end].LiveCount <= Size(tier))
                {
                    end++;
                }
                if (end - start >= Together)
                {
                    return (start, Math.Min(end - start, Together + 2));
                }
                start = end + 1;
            }
        }
        for (var at = 0; at < segments.Count; at++)
        {
            if (segments[at].DocumentCount > segments[at].LiveCount * 4 / 3)
            {
                return (at, 1);
            }
        }
        return (0, 0);
    }

    private static long Size(int tier) => (long)Smallest << (3 * tier);
}
