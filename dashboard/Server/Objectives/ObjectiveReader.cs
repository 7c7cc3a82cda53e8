using Platform.Dashboard.Insight;

namespace Platform.Dashboard.Objectives;

/// <summary>Judges objectives: now, over the time that is looked at, and how fast their budget goes.</summary>
internal sealed class ObjectiveReader(SubjectTraffic traffic)
{
    private const long Second = 1_000_000_000;
    private const int SparkPoints = 60;

    /// <summary>What "now" is: the last five minutes.</summary>
    public const long Current = 300 * Second;

    /// <summary>Google's: gone in two days at this rate, were the budget a month's.</summary>
    public const double FastBurn = 14.4;

    public const double SlowBurn = 6;

    public ObjectiveStatus Read(ObjectiveDefinition objective, long from, long to, long now)
    {
        var current = traffic.Query(objective.Subject, now - Current, now);
        var value = Measures.Of(objective.Measure, current);
        var window = traffic.Query(objective.Subject, from, to);
        var budget = Budget(objective, window);
        budget = budget.All < objective.MinimumSamples ? budget with { Spent = null } : budget;
        var minutes = Burn(objective, now, 300);
        var hour = Burn(objective, now, 3600);
        var half = Burn(objective, now, 1800);
        var hours = Burn(objective, now, 6 * 3600);
        return new ObjectiveStatus(
            objective.Name,
            objective.Subject.Resource,
            objective.Subject.Route,
            objective.Subject.Caller,
            objective.Measure,
            objective.Limit,
            objective.Warning,
            objective.Target,
            objective.MinimumSamples,
            StateOf(objective, current, value),
            current.Count > 0 && double.IsFinite(value) ? value : null,
            current.Count,
            budget,
            new ObjectiveBurn(minutes, half, hour, hours, minutes > FastBurn && hour > FastBurn, half > SlowBurn && hours > SlowBurn),
            Spark(objective, window, from, to)
        );
    }

    private static string StateOf(ObjectiveDefinition objective, TrafficWindow current, double value) =>
        current.Count < objective.MinimumSamples ? "unknown"
        : Measures.Breaks(objective.Measure, value, objective.Limit) ? "broken"
        : objective.Warning is { } warning && Measures.Breaks(objective.Measure, value, warning) ? "warning"
        : "kept";

    // Of errors each counts; of durations and rates, the requests of the moments in which the limit did not hold.
    private static ObjectiveBudget Budget(ObjectiveDefinition objective, TrafficWindow window)
    {
        if (objective.Measure == Measures.ErrorShare)
        {
            return ObjectiveBudget.Of(window.Errors, window.Count, objective.Limit);
        }
        var (bad, all) = (0L, 0L);
        foreach (var point in window.Points)
        {
            all += point.Count;
            bad += Measures.Breaks(objective.Measure, Measures.Of(objective.Measure, in point), objective.Limit) ? point.Count : 0;
        }
        return ObjectiveBudget.Of(bad, all, 1 - objective.Target);
    }

    private double? Burn(ObjectiveDefinition objective, long now, int seconds)
    {
        var budget = Budget(objective, traffic.Query(objective.Subject, now - (seconds * Second), now));
        return budget.All < objective.MinimumSamples ? null : budget.Spent;
    }

    private static ObjectiveSpark Spark(ObjectiveDefinition objective, TrafficWindow window, long from, long to)
    {
        var step = Math.Max((to - from) / SparkPoints, Second);
        var values = new double?[SparkPoints];
        foreach (var point in window.Points)
        {
            var at = (int)Math.Clamp((point.Start - from) / step, 0, SparkPoints - 1);
            var value = Measures.Of(objective.Measure, in point);
            if (point.Count > 0 && double.IsFinite(value))
            {
                // The worst of each stretch: an average would hide what the objective is about.
                var isWorse = values[at] is not { } there || Measures.Breaks(objective.Measure, value, there);
                values[at] = isWorse ? value : values[at];
            }
        }
        return new ObjectiveSpark(from / 1e6, step / 1e6, values);
    }
}
