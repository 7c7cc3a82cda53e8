namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>Names near to one that is unknown, as Elasticsearch's errors add them.</summary>
internal static class DidYouMean
{
    /// <summary>Empty when nothing is near.</summary>
    public static string Among(string unknown, IEnumerable<string> candidates)
    {
        // What is very long is no typing error, and would take long to compare.
        if (unknown.Length > 100)
        {
            return "";
        }

        string[] near =
        [
            .. candidates
                .Select(candidate => (Name: candidate, Likeness: Likeness(unknown, candidate)))
                .Where(candidate => candidate.Likeness > 0.5)
                .OrderByDescending(candidate => candidate.Likeness)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(5)
                .Select(candidate => candidate.Name),
        ];
        return near.Length switch
        {
            0 => "",
            1 => $" did you mean [{near[0]}]?",
            _ => $" did you mean any of [{string.Join(", ", near)}]?",
        };
    }

    private static double Likeness(string a, string b)
    {
        var distances = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = distances[0];
            distances[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = distances[j];
                distances[j] = Math.Min(Math.Min(distances[j], distances[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return a.Length + b.Length == 0 ? 1 : 1 - distances[^1] / (double)Math.Max(a.Length, b.Length);
    }
}
