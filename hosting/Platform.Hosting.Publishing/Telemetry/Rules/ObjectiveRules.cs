using Platform.Dashboard.Objectives;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>
/// Objectives as series, and how fast their budgets go. The budget is the dashboard's: of errors the limit itself, of everything else the share of
/// requests that may fall into moments in which the limit did not hold. Recorded for each objective: its limit, its budget, how many requests say
/// anything, its value now, requests, and requests that count against it.
/// </summary>
internal static class ObjectiveRules
{
    public const string Limit = "objective:limit";
    public const string Budget = "objective:budget";
    public const string MinimumSamples = "objective:minimum_samples";
    public const string Value = "objective:value";
    public const string Requests = "objective:requests:rate5m";
    public const string Bad = "objective:bad_requests:rate5m";

    // Sums over recorded rates become counts by it.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>Google's: gone in two days at this rate, were the budget a month's.</summary>
    private const double FastBurn = 14.4;
    private const double SlowBurn = 6;

    public static string Burn(string window) => $"objective:burn:{window}";

    public static RuleGroup? Of(string resource, IEnumerable<ObjectiveDefinition> objectives, DeploymentModel model)
    {
        Rule[] rules = [.. objectives.SelectMany(objective => Of(objective, model))];
        return rules.Length == 0 ? null : new RuleGroup($"{resource}.objectives", rules) { Interval = Interval };
    }

    /// <summary>The same for all objectives.</summary>
    public static RuleGroup Budgets() =>
        new(
            "objectives.budgets",
            [
                new RecordingRule(
                    Burn("5m"),
                    $"{Bad}{{}} / {Requests}{{}} / {Budget}{{}} and 300 * {Requests}{{}} >= {MinimumSamples}{{}}"
                ),
                Over("30m"),
                Over("1h"),
                Over("6h"),
                new AlertingRule("ObjectiveBudgetBurnsFast", "critical", Both("1h", "5m", FastBurn))
                {
                    Summary = "{{ $labels.objective }}: the error budget is going fast",
                    Description =
                        "Over an hour and over five minutes it went {{ $value | humanize }} times as fast as it may: a month's in two days.",
                },
                new AlertingRule("ObjectiveBudgetBurns", "warning", Both("6h", "30m", SlowBurn))
                {
                    Summary = "{{ $labels.objective }}: the error budget is going",
                    Description =
                        "Over six hours and over half an hour it went {{ $value | humanize }} times as fast as it may: a month's in five days.",
                },
            ]
        )
        {
            Interval = Interval,
        };

    private static string Both(string longer, string shorter, double factor) =>
        $"{Burn(longer)}{{}} > {PromQl.Number(factor)} and {Burn(shorter)}{{}} > {PromQl.Number(factor)}";

    private static RecordingRule Over(string window) =>
        new(
            Burn(window),
            $"sum_over_time({Bad}[{window}]) / sum_over_time({Requests}[{window}]) / {Budget}{{}}"
                + $" and {Interval.TotalSeconds} * sum_over_time({Requests}[{window}]) >= {MinimumSamples}{{}}"
        );

    private static IEnumerable<Rule> Of(ObjectiveDefinition objective, DeploymentModel model)
    {
        var traffic = Traffic.Of(objective.Subject, model);
        var labels = new Dictionary<string, string>(traffic.Labels) { ["objective"] = objective.Name, ["measure"] = objective.Measure };
        var isErrors = objective.Measure == "errorShare";
        Rule Record(string name, string expression) => new RecordingRule(name, expression) { Labels = labels };
        var measure = traffic.Measure(objective.Measure, PromQl.ObjectiveWindow);
        var enough = $"{traffic.Samples(PromQl.ObjectiveWindow)} >= {objective.MinimumSamples}";
        yield return Record(Limit, $"vector({PromQl.Number(objective.Limit)})");
        yield return Record(Budget, $"vector({PromQl.Number(isErrors ? objective.Limit : 1 - objective.Target)})");
        yield return Record(MinimumSamples, $"vector({objective.MinimumSamples})");
        yield return Record(Value, $"{measure} and {enough}");
        yield return Record(Requests, traffic.Rate(PromQl.ObjectiveWindow));
        yield return Record(Bad, BadRequests(objective, traffic, measure));
    }

    private static string BadRequests(ObjectiveDefinition objective, Traffic traffic, string measure)
    {
        const string window = PromQl.ObjectiveWindow;
        var broken = $"{traffic.Rate(window)} * ({measure} {Sign(objective.Measure)} bool {PromQl.Number(objective.Limit)})";
        return objective.Measure switch
        {
            "errorShare" => traffic.FailedRate(window),
            // A rate is owed only while somebody asks for it.
            "throughput" => $"{broken} * ({traffic.Samples(window)} >= bool {objective.MinimumSamples})",
            _ => broken,
        };
    }

    public static string Sign(string measure) => measure == "throughput" ? "<" : ">";
}
