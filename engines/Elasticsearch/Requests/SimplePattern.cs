namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Patterns of names: <c>*</c> stands for anything, dots included.</summary>
internal static class SimplePattern
{
    public static bool IsPattern(string name) => name.Contains('*');

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int p = 0,
            n = 0,
            star = -1,
            retry = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                retry = n;
            }
            else if (p < pattern.Length && pattern[p] == name[n])
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++retry;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    /// <summary>Whether there is a name that both match.</summary>
    public static bool Overlap(string one, string other)
    {
        // Whether what is left of both from here on overlaps, the last row first.
        var (next, row) = (new bool[other.Length + 1], new bool[other.Length + 1]);
        for (var i = one.Length; i >= 0; i--)
        {
            for (var j = other.Length; j >= 0; j--)
            {
                row[j] =
                    (i == one.Length && j == other.Length)
                    || (i < one.Length && one[i] == '*' && (next[j] || (j < other.Length && row[j + 1])))
                    || (j < other.Length && other[j] == '*' && (row[j + 1] || (i < one.Length && next[j])))
                    || (i < one.Length && j < other.Length && one[i] == other[j] && next[j + 1]);
            }
            (next, row) = (row, next);
        }

        return next[0];
    }
}
