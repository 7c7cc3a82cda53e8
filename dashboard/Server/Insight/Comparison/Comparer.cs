namespace Platform.Dashboard.Insight.Comparison;

/// <summary>
/// Holds two sides against each other: two windows, two runs, or a trace and the median of its route. Differences that chance would explain are
/// called the same.
/// </summary>
public static class Comparer
{
    /// <summary>Of windows and runs: what became worse comes first.</summary>
    public static IReadOnlyList<Difference> Windows(IEnumerable<Measurement> before, IEnumerable<Measurement> after) =>
        [
            .. Join(before, after, WindowVerdict)
                .OrderBy(difference => Array.IndexOf(WorstFirst, difference.Verdict))
                .ThenByDescending(difference => Math.Abs(difference.ErrorShare))
                .ThenByDescending(difference => Math.Abs(difference.Time) * (difference.After?.Count ?? 1)),
        ];

    /// <summary>Of a trace and a median: what took the most time more comes first; what is the same is left out.</summary>
    /// <param name="least">Milliseconds below which time does not matter.</param>
    public static IReadOnlyList<Difference> Traces(IEnumerable<Measurement> median, IEnumerable<Measurement> trace, double least) =>
        [
            .. Join(median, trace, (one, other) => TraceVerdict(one, other, least))
                .Where(difference => difference.Verdict != "same")
                .OrderByDescending(difference => Math.Abs(difference.Time)),
        ];

    private static readonly string[] WorstFirst = ["failing", "slower", "gone", "fewer", "new", "more", "healed", "faster", "same"];

    private static IEnumerable<Difference> Join(
        IEnumerable<Measurement> before,
        IEnumerable<Measurement> after,
        Func<Measurement?, Measurement?, string> judge
    )
    {
        var former = before.ToDictionary(one => one.Subject);
        foreach (var now in after)
        {
            former.Remove(now.Subject, out var then);
            yield return Of(then, now, judge);
        }
        foreach (var gone in former.Values)
        {
            yield return Of(gone, null, judge);
        }
    }

    private static Difference Of(Measurement? before, Measurement? after, Func<Measurement?, Measurement?, string> judge) =>
        new(
            (after ?? before)!.Subject,
            before,
            after,
            judge(before, after),
            (after?.Time ?? 0) - (before?.Time ?? 0),
            (after?.Count ?? 0) - (before?.Count ?? 0),
            (after?.ErrorShare ?? 0) - (before?.ErrorShare ?? 0)
        );

    private static string WindowVerdict(Measurement? before, Measurement? after)
    {
        if (before is not { Count: > 0 } then)
        {
            return after is { Errors: > 0 } failing && failing.ErrorShare > 0.01 ? "failing" : "new";
        }
        if (after is not { Count: > 0 } now)
        {
            return "gone";
        }
        if (IsMoreThanChance(then, now))
        {
            return now.ErrorShare > then.ErrorShare ? "failing" : "healed";
        }
        var enough = Math.Min(then.Count, now.Count) >= 10;
        return enough && IsLonger(then, now) ? "slower"
            : enough && IsLonger(now, then) ? "faster"
            : now.Rate > then.Rate * 2 && now.Count - then.Count > 20 ? "more"
            : now.Rate < then.Rate / 2 && then.Count - now.Count > 20 ? "fewer"
            : "same";
    }

    private static string TraceVerdict(Measurement? median, Measurement? trace, double least)
    {
        var (time, count) = ((trace?.Time ?? 0) - (median?.Time ?? 0), (trace?.Count ?? 0) - (median?.Count ?? 0));
        return trace is { Errors: > 0 } && median is not { Errors: > 0 } ? "failing"
            : time >= least ? (median is null or { Count: 0 } ? "new" : "slower")
            : -time >= least ? (trace is null ? "gone" : "faster")
            : count >= 1 ? "more"
            : count <= -1 ? "fewer"
            : "same";
    }

    private static bool IsLonger(Measurement than, Measurement one) => one.Time > than.Time * 1.25 && one.Time - than.Time > 2;

    /// <summary>Two shares differ when their distance is 2.6 standard errors: once in a hundred comparisons by chance.</summary>
    private static bool IsMoreThanChance(Measurement one, Measurement other)
    {
        var pooled = (one.Errors + other.Errors) / (one.Count + other.Count);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1 / one.Count) + (1 / other.Count)));
        var distance = Math.Abs(one.ErrorShare - other.ErrorShare);
        return distance > 0.005 && (error == 0 || distance / error > 2.6);
    }
}
