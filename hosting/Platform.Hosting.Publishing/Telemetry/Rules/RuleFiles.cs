using Platform.Dashboard.Objectives;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>Everything that Prometheus is to judge in a stage: a file for each resource that has objectives or alerts, and one for the platform.</summary>
public static class RuleFiles
{
    public static IReadOnlyList<RuleFile> Of(DeploymentModel model, TelemetryPlace place)
    {
        ArgumentNullException.ThrowIfNull(model);
        var objectives = Objectives(model);
        var alerts = AlertRules.Declared(model).ToList();
        var writer = new AlertRules(model, place);
        return
        [
            .. model
                .Workloads.Select(workload =>
                {
                    RuleGroup?[] groups =
                    [
                        ObjectiveRules.Of(workload.Name, objectives.Where(one => OwnerOf(one.Subject) == workload.Name), model),
                        writer.Of(workload.Name, alerts.Where(one => OwnerOf(one.Alert.Subject) == workload.Name)),
                    ];
                    return new RuleFile(workload.Name, [.. groups.OfType<RuleGroup>()]);
                })
                .Where(file => file.Groups.Count > 0),
            new RuleFile("platform", [ObjectiveRules.Budgets(), new PlatformRules(model, place).Group()]),
        ];
    }

    /// <summary>The graph's, of what is deployed, and the documents'.</summary>
    public static IReadOnlyList<ObjectiveDefinition> Objectives(DeploymentModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var declared = GraphObjectives
            .ObjectivesOf(model.Graph)
            .Where(objective => model.FindWorkload(OwnerOf(objective.Subject)) is not null)
            .ToList();
        return [.. declared, .. ApiObjectives.Of(model, declared)];
    }

    // Of an edge, who declared it: the caller.
    private static string OwnerOf(Subject subject) => subject.Caller ?? subject.Resource;
}
