namespace Platform.Dashboard.Api.Traces;

/// <summary>Where work was done, and of which kind: what two traces (or two windows, or two runs) are compared by.</summary>
/// <param name="Resource">Who was at work: the sender of the span, or the uninstrumented peer that it called.</param>
internal readonly record struct WorkGroup(string Resource, WorkType Type);

/// <param name="Count">Spans.</param>
/// <param name="Time">Nanoseconds of the trace's duration that went by there.</param>
/// <param name="Errors">Spans that failed.</param>
internal readonly record struct WorkAmount(double Count, double Time, double Errors = 0);

/// <summary>What one side did more, or less, of than the other.</summary>
internal readonly record struct WorkDifference(WorkGroup Group, WorkAmount Here, WorkAmount There)
{
    public double Time => Here.Time - There.Time;

    public double Count => Here.Count - There.Count;
}

/// <summary>
/// Compares amounts of work, group by group. The times of a trace's groups add up to its duration (they are those of its critical path), so that
/// the differences add up to the difference that is to be explained.
/// </summary>
internal static class TraceComparison
{
    /// <summary>What each group did in one trace.</summary>
    public static Dictionary<WorkGroup, WorkAmount> Sum(IEnumerable<SpanNode> nodes, Func<SpanNode, WorkGroup> group)
    {
        var amounts = new Dictionary<WorkGroup, WorkAmount>();
        foreach (var node in nodes)
        {
            var key = group(node);
            var sum = amounts.GetValueOrDefault(key);
            var time = 0L;
            foreach (var (from, to) in node.Critical)
            {
                time += to - from;
            }
            amounts[key] = new WorkAmount(sum.Count + 1, sum.Time + time, sum.Errors + (node.Row.IsError ? 1 : 0));
        }
        return amounts;
    }

    /// <summary>The median of each group's amounts; a trace that lacks the group counts with none.</summary>
    public static Dictionary<WorkGroup, WorkAmount> Median(IReadOnlyCollection<IReadOnlyDictionary<WorkGroup, WorkAmount>> traces)
    {
        var medians = new Dictionary<WorkGroup, WorkAmount>();
        foreach (var group in traces.SelectMany(trace => trace.Keys).Distinct())
        {
            var amounts = traces.Select(trace => trace.GetValueOrDefault(group)).ToList();
            medians[group] = new WorkAmount(
                Median(amounts.Select(amount => amount.Count)),
                Median(amounts.Select(amount => amount.Time)),
                Median(amounts.Select(amount => amount.Errors))
            );
        }
        return medians;
    }

    /// <summary>
    /// The differences worth telling, the largest first: at least a millisecond and <paramref name="share"/> of what the other side took in all, or
    /// twice as many spans and three more (half as many and three less).
    /// </summary>
    public static IReadOnlyList<WorkDifference> Compare(
        IReadOnlyDictionary<WorkGroup, WorkAmount> here,
        IReadOnlyDictionary<WorkGroup, WorkAmount> there,
        double share = 0.05
    )
    {
        var least = Math.Max(1_000_000, there.Values.Sum(amount => amount.Time) * share);
        return
        [
            .. here
                .Keys.Union(there.Keys)
                .Select(group => new WorkDifference(group, here.GetValueOrDefault(group), there.GetValueOrDefault(group)))
                .Where(difference => Math.Abs(difference.Time) >= least || IsManyMore(difference.Here.Count, difference.There.Count))
                .OrderByDescending(difference => Math.Abs(difference.Time))
                .ThenByDescending(difference => Math.Abs(difference.Count)),
        ];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static bool IsManyMore(double a, double b) => Math.Abs(a - b) >= 3 && Math.Max(a, b) >= 2 * Math.Min(a, b);
}
