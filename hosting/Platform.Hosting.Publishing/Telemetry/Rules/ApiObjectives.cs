using Aspire.Hosting.ApplicationModel;
using Platform.Dashboard.Objectives;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>What Aegis (11) and HEAL7 promise of whatever is public: 99.9 percent of requests do not fail, 95 percent take less than half a second.</summary>
internal static class ApiObjectives
{
    private const double Availability = 0.999;
    private const double Milliseconds = 500;

    /// <summary>Where the graph promises the same or more itself, nothing.</summary>
    public static IEnumerable<ObjectiveDefinition> Of(DeploymentModel model, IReadOnlyList<ObjectiveDefinition> declared) =>
        model
            .Workloads.Where(workload => workload is { Exposure: not null, Resource: ProjectResource })
            .SelectMany(workload =>
            {
                var subject = new Subject(workload.Name);
                ObjectiveDefinition[] promised =
                [
                    new($"{workload.Name}: API availability", subject, "errorShare", 1 - Availability),
                    new($"{workload.Name}: API response time", subject, "p95", Milliseconds) { Target = 0.99 },
                ];
                return promised.Where(one => !declared.Any(ours => IsAsStrict(ours, one)));
            });

    private static bool IsAsStrict(ObjectiveDefinition ours, ObjectiveDefinition other) =>
        ours.Subject == other.Subject && ours.Measure == other.Measure && ours.Limit <= other.Limit + 1e-9;
}
