using Platform.Dashboard.Objectives;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Telemetry.Rules;

namespace Platform.Hosting.Publishing.Telemetry.Grafana;

/// <summary>Rate, errors and latency of every service, and what the graph expects of each, with its limits as lines.</summary>
internal static class OverviewDashboard
{
    private const string Window = PromQl.ObjectiveWindow;
    private static readonly string Status = EmittedMetric.Label("http.response.status_code");
    private static readonly string Count = ServiceMetrics.ServerDuration.Count;

    public static GrafanaDashboard Of(DeploymentModel model)
    {
        var objectives = RuleFiles.Objectives(model);
        return new(
            $"{model.Application}-overview",
            $"{model.Application}: overview",
            [
                Services(),
                new(
                    "Objectives",
                    new GrafanaPanel(
                        "Error budgets: how fast they go (1 h)",
                        "short",
                        new GrafanaQuery($"{ObjectiveRules.Burn("1h")}{{}}", "{{objective}}")
                    )
                    {
                        Width = 12,
                        Limit = 14.4,
                        Warning = 6,
                    },
                    new GrafanaPanel(
                        "Value of limit (1: at the limit)",
                        "percentunit",
                        new GrafanaQuery($"{ObjectiveRules.Value}{{}} / {ObjectiveRules.Limit}{{}}", "{{objective}}")
                    )
                    {
                        Width = 12,
                        Limit = 1,
                    }
                ),
                .. objectives
                    .GroupBy(objective => objective.Subject)
                    .Select(group => new GrafanaRow(Title(group.Key), [.. group.Select(objective => Panel(objective, model))])),
            ]
        );
    }

    private static GrafanaRow Services() =>
        new(
            "Services",
            new("Requests a second", "reqps", new GrafanaQuery($"sum by (job) (rate({Count}{{}}[{Window}]))", "{{job}}")),
            new(
                "Errors",
                "percentunit",
                new GrafanaQuery(
                    $"sum by (job) (rate({Count}{{{PromQl.Pattern(Status, "5..")}}}[{Window}])) / sum by (job) (rate({Count}{{}}[{Window}]))",
                    "{{job}}"
                )
            ),
            new(
                "p95",
                "ms",
                new GrafanaQuery(
                    $"1000 * histogram_quantile(0.95, sum by (job, le) (rate({ServiceMetrics.ServerDuration.Bucket}{{}}[{Window}])))",
                    "{{job}}"
                )
            )
        );

    private static GrafanaPanel Panel(ObjectiveDefinition objective, DeploymentModel model) =>
        new(
            objective.Name,
            objective.Measure switch
            {
                "errorShare" => "percentunit",
                "throughput" => "reqps",
                _ => "ms",
            },
            new GrafanaQuery(Traffic.Of(objective.Subject, model).Measure(objective.Measure, Window), objective.Measure)
        )
        {
            Limit = objective.Limit,
            Warning = objective.Warning,
            IsLowerLimit = objective.Measure == "throughput",
        };

    private static string Title(Subject subject) =>
        subject switch
        {
            { Caller: { } caller } => $"{caller} → {subject.Resource}",
            { Route: { } route } => $"{subject.Resource}: {route}",
            _ => subject.Resource,
        };
}
