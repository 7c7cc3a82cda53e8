using Platform.Dashboard.Objectives;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>Alerts as the graph declares them.</summary>
internal sealed class AlertRules(DeploymentModel model, TelemetryPlace place)
{
    private readonly MachineQueries machine = new(model, place);

    public RuleGroup? Of(string resource, IEnumerable<(AlertDefinition Alert, string? Name)> alerts)
    {
        Rule[] rules = [.. alerts.Select(Of)];
        return rules.Length == 0 ? null : new RuleGroup($"{resource}.alerts", rules);
    }

    /// <summary>The graph's alerts about what is deployed, each with the name that it was given.</summary>
    public static IEnumerable<(AlertDefinition Alert, string? Name)> Declared(DeploymentModel model) =>
        GraphObjectives
            .AlertsOf(model.Graph)
            .Zip(model.Graph.Resources.SelectMany(resource => resource.Annotations.OfType<AlertAnnotation>()))
            .Where(pair => model.FindWorkload(pair.First.Subject.Caller ?? pair.First.Subject.Resource) is not null)
            .Select(pair => (pair.First, pair.Second.Name));

    private AlertingRule Of((AlertDefinition Alert, string? Name) declared)
    {
        var (alert, name) = declared;
        var traffic = Traffic.Of(alert.Subject, model);
        var (expression, value) = alert.Measure switch
        {
            "instanceDown" => (machine.InstanceDown(alert.Subject.Resource), "{{ $value }} of its instances run."),
            "diskShare" => ($"{machine.DiskShare()} > {PromQl.Number(alert.Limit)}", $"{Percent} are used."),
            "memoryShare" => ($"{machine.MemoryShare()} > {PromQl.Number(alert.Limit)}", $"{Percent} are used."),
            _ => (
                Breaks(alert, traffic),
                alert.Measure switch
                {
                    "errorShare" => $"{Percent} of requests fail.",
                    "throughput" => "{{ $value | humanize }} requests a second.",
                    _ => $"{Words(alert.Measure)} is {{{{ $value | humanize }}}} ms.",
                }
            ),
        };
        return new AlertingRule(name is null ? Default(alert.Measure) : Templates.Identifier(name), alert.Severity, expression)
        {
            // A pod needs its half minute before it is there, and scaling out is no failure.
            For = alert.Measure == "instanceDown" && alert.For < machine.Grace ? machine.Grace : alert.For,
            Labels = traffic.Labels,
            Summary = Templates.Text(alert.Name),
            Description = value,
        };
    }

    private const string Percent = "{{ $value | humanizePercentage }}";

    private static string Breaks(AlertDefinition alert, Traffic traffic)
    {
        var breaks =
            $"{traffic.Measure(alert.Measure, PromQl.AlertWindow)} {ObjectiveRules.Sign(alert.Measure)} {PromQl.Number(alert.Limit)}";
        return alert.MinimumSamples > 1 ? $"{breaks} and {traffic.Samples(PromQl.AlertWindow)} >= {alert.MinimumSamples}" : breaks;
    }

    private static string Default(string measure) =>
        measure switch
        {
            "instanceDown" => "InstanceDown",
            "diskShare" => "DiskFillsUp",
            "memoryShare" => "MemoryRunsOut",
            "errorShare" => "RequestsFail",
            "throughput" => "FewRequests",
            _ => "RequestsAreSlow",
        };

    private static string Words(string measure) => measure == "mean" ? "The mean" : $"The {measure}";
}
