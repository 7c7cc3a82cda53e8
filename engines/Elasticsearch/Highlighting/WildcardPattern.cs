namespace Platform.Engines.Elasticsearch.Highlighting;

/// <summary><c>*</c> any characters, <c>?</c> one, <c>\</c> before a character: that one itself.</summary>
internal static class WildcardPattern
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase)
    {
        var (p, t) = (0, 0);
        var (star, resume) = (-1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = ++p;
                resume = t;
            }
            else if (p < pattern.Length && MatchesOne(pattern, ref p, text[t], ignoreCase))
            {
                t++;
            }
            else if (star >= 0)
            {
                p = star;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, ref int p, char c, bool ignoreCase)
    {
        var escaped = pattern[p] == '\\' && p + 1 < pattern.Length;
        var wanted = pattern[escaped ? p + 1 : p];
        var matches = wanted == c || !escaped && wanted == '?' || ignoreCase && char.ToUpperInvariant(wanted) == char.ToUpperInvariant(c);
        p += matches ? (escaped ? 2 : 1) : 0;
        return matches;
    }
}
