using Platform.Dashboard.Insight.Comparison;

namespace Platform.Dashboard.Api.Traces;

/// <summary>
/// What each resource did in a trace, by kind of work: what <see cref="Comparer"/> holds against other traces. The times of all add up to the trace's
/// duration (they are those of its critical path), so that differences add up to the difference that is to be explained.
/// </summary>
internal static class TraceWork
{
    /// <summary>Of a kind of work: its name in <see cref="ComparedSubject.System"/>.</summary>
    public const string Kind = "work";

    /// <param name="subject">Whose work a span is: its sender's, or the uninstrumented peer's that it called.</param>
    public static IReadOnlyList<Measurement> Sum(IEnumerable<SpanNode> nodes, Func<SpanNode, ComparedSubject> subject)
    {
        var sums = new Dictionary<ComparedSubject, (int Count, int Errors, long Time)>();
        foreach (var node in nodes)
        {
            var key = subject(node);
            var sum = sums.GetValueOrDefault(key);
            var time = 0L;
            foreach (var (from, to) in node.Critical)
            {
                time += to - from;
            }
            sums[key] = (sum.Count + 1, sum.Errors + (node.Row.IsError ? 1 : 0), sum.Time + time);
        }
        return [.. sums.Select(pair => new Measurement(pair.Key, pair.Value.Count, pair.Value.Errors, 0, pair.Value.Time / 1e6))];
    }

    /// <summary>The median of each; a trace that lacks the work counts with none.</summary>
    public static IReadOnlyList<Measurement> Median(IReadOnlyCollection<IReadOnlyList<Measurement>> traces) =>
        [
            .. traces
                .SelectMany(trace => trace)
                .GroupBy(one => one.Subject)
                .Select(group => new Measurement(
                    group.Key,
                    Median(group.Select(one => one.Count), traces.Count),
                    Median(group.Select(one => one.Errors), traces.Count),
                    0,
                    Median(group.Select(one => one.Time), traces.Count)
                )),
        ];

    /// <summary>
    /// The differences worth telling, the most time first: a millisecond and a twentieth of the median at least, errors where there usually are none,
    /// or twice as many spans and three more (half as many and three less).
    /// </summary>
    public static IReadOnlyList<Difference> Compare(IReadOnlyList<Measurement> median, IReadOnlyList<Measurement> trace)
    {
        var least = Math.Max(1, median.Sum(one => one.Time) / 20);
        return [.. Comparer.Traces(median, trace, least).Where(difference => IsWorthTelling(difference, least))];
    }

    /// <summary>Of the values and as many noughts as are missing.</summary>
    public static double Median(IEnumerable<double> values, int of)
    {
        var sorted = values.ToList();
        sorted.AddRange(Enumerable.Repeat(0.0, Math.Max(0, of - sorted.Count)));
        sorted.Sort();
        return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static bool IsWorthTelling(Difference difference, double least)
    {
        var (here, there) = (difference.After?.Count ?? 0, difference.Before?.Count ?? 0);
        return Math.Abs(difference.Time) >= least
            || difference.Verdict == "failing"
            || (Math.Abs(here - there) >= 3 && Math.Max(here, there) >= 2 * Math.Min(here, there));
    }
}
