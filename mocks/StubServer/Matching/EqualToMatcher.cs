namespace Platform.Mocks.Stubs.Matching;

/// <summary><c>equalTo</c>; the distance is the share of characters to edit.</summary>
public sealed class EqualToMatcher(string expected, bool ignoreCase) : IValueMatcher
{
    private const int LongestCompared = 300;

    public double Distance(Value value)
    {
        if (value.Text is not { } actual)
            return 1;
        if (string.Equals(actual, expected, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
            return 0;
        var longer = Math.Max(actual.Length, expected.Length);
        return longer > LongestCompared ? 1 : Math.Max(0.01, (double)Edits(actual, expected) / longer);
    }

    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substituted = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
