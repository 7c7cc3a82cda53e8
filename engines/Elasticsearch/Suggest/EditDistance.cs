namespace Platform.Engines.Elasticsearch.Suggest;

/// <summary>Insertions, deletions, substitutions and, if wanted, swaps of neighbours, counted in UTF-16 units.</summary>
internal static class EditDistance
{
    private const int MaxStack = 128;

    /// <summary>The distance, or <paramref name="max"/> + 1 when it is greater than that.</summary>
    public static int Bounded(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int max, bool transpositions = true)
    {
        if (Math.Abs(a.Length - b.Length) > max)
        {
            return max + 1;
        }

        var width = b.Length + 1;
        var rows = width <= MaxStack ? stackalloc int[3 * MaxStack] : new int[3 * width];
        var before = rows[..width];
        var previous = rows.Slice(width, width);
        var current = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var best = i;
            for (var j = 1; j < width; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var distance = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, substitution);
                if (transpositions && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distance = Math.Min(distance, before[j - 2] + 1);
                }

                current[j] = distance;
                best = Math.Min(best, distance);
            }

            if (best > max)
            {
                return max + 1;
            }

            var free = before;
            before = previous;
            previous = current;
            current = free;
        }

        return Math.Min(previous[b.Length], max + 1);
    }
}
