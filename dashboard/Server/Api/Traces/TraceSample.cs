namespace Platform.Dashboard.Api.Traces;

internal readonly record struct TraceDot(UInt128 Id, long Start, long Duration, string Status);

/// <summary>Thins out a scatter without losing what one looks for in it.</summary>
internal static class TraceSample
{
    /// <summary>All where they fit. Else up to half the limit of errors (the newest), a quarter of the slowest, and of the rest every so manieth.</summary>
    public static List<TraceDot> Take(List<TraceDot> all, int limit)
    {
        all.Sort((a, b) => a.Start.CompareTo(b.Start));
        if (all.Count <= limit)
        {
            return all;
        }
        var errors = all.Where(dot => dot.Status != "ok").ToList();
        var kept = new HashSet<UInt128>(errors.TakeLast(limit / 2).Select(dot => dot.Id));
        foreach (var dot in all.Where(dot => dot.Status == "ok").OrderByDescending(dot => dot.Duration).Take(limit / 4))
        {
            kept.Add(dot.Id);
        }
        var rest = all.Where(dot => !kept.Contains(dot.Id)).ToList();
        var room = limit - kept.Count;
        for (var i = 0; i < room && rest.Count > 0; i++)
        {
            kept.Add(rest[(int)((long)i * rest.Count / room)].Id);
        }
        return [.. all.Where(dot => kept.Contains(dot.Id))];
    }
}
