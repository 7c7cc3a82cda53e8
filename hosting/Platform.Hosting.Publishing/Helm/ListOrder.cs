namespace Platform.Hosting.Publishing.Helm;

/// <summary>One order for the items of several lists.</summary>
internal static class ListOrder
{
    /// <summary>Every item once, each list's in its order; null where the lists contradict each other.</summary>
    public static IReadOnlyList<string>? Merge(IReadOnlyList<IReadOnlyList<string>> lists)
    {
        var merged = new List<string>();
        foreach (var list in lists)
        {
            var at = 0;
            foreach (var item in list)
            {
                var known = merged.IndexOf(item);
                if (known < 0)
                {
                    merged.Insert(at++, item);
                }
                else if (known < at)
                {
                    return null;
                }
                else
                {
                    at = known + 1;
                }
            }
        }
        return merged;
    }
}
