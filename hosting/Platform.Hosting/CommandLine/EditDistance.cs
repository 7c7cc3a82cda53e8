namespace Platform.Hosting.CommandLine;

/// <summary>How many letters must be added, dropped, replaced or swapped with a neighbour to make one word of another.</summary>
internal static class EditDistance
{
    public static int Between(string from, string to)
    {
        var distances = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                distances[i, j] =
                    i == 0 ? j
                    : j == 0 ? i
                    : Math.Min(
                        Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1,
                        distances[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1)
                    );
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
                }
            }
        }
        return distances[from.Length, to.Length];
    }
}
