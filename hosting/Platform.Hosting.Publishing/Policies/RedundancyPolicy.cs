using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>A machine or a zone that is lost takes nothing public along: three replicas in two zones, in prod.</summary>
internal sealed class RedundancyPolicy : IPolicy
{
    private const int Replicas = 3;
    private const int Zones = 2;
    private const string ZoneKey = "topology.kubernetes.io/zone";

    public Policy Id => Policy.Redundancy;

    public IEnumerable<Violation> Check(PolicyContext context)
    {
        var model = context.Model(Stage.Prod);
        foreach (var workload in model.Workloads.Where(workload => workload.Exposure is { IsPublic: true }))
        {
            if (workload.Scaling.Min < Replicas)
            {
                yield return new Violation(
                    workload.Name,
                    Stage.Prod,
                    $"it is public, and has {workload.Scaling.Min} replicas at least.",
                    $"Three it takes: .WithScaling(new({Replicas}, {Math.Max(Replicas, workload.Scaling.Max)}), Stage.Prod)."
                );
            }
            if (model.Settings.Cluster.AvailabilityZones.Distinct().Count() < Zones)
            {
                yield return new Violation(
                    workload.Name,
                    Stage.Prod,
                    "it is public, and its cluster has a single zone.",
                    "Name two zones at least in the stage's settings."
                );
            }
            foreach (var target in context.Output.Objects.Where(one => IsOf(one, workload.Name, context)).GroupBy(one => one.Target))
            {
                if (Problem([.. target], context) is { } problem)
                {
                    yield return new Violation(
                        workload.Name,
                        Stage.Prod,
                        $"it is public, and in {target.Key} {problem}.",
                        "See that no patch or customization takes away what its Scaling says."
                    );
                }
            }
        }
    }

    private static bool IsOf(EmittedObject one, string workload, PolicyContext context) =>
        one.Stage == Stage.Prod && one.Kind is "Deployment" or "StatefulSet" && context.ResourceOf(one) == workload;

    /// <param name="sets">One, or two where a rollout needs a second: a canary, the other colour.</param>
    private static string? Problem(IReadOnlyList<EmittedObject> sets, PolicyContext context)
    {
        // A scaler's own minimum is what holds where there is one, and the object says no number then.
        var replicas = sets.Sum(one => Number(one.Tree["spec"]?["replicas"]) ?? Minimum(one, context));
        if (replicas < Replicas)
        {
            return $"has {replicas} replicas";
        }
        var alone = sets.FirstOrDefault(one =>
            !(one.Tree["spec"]?["template"]?["spec"]?["topologySpreadConstraints"] as JsonArray ?? []).Any(spread =>
                spread?["topologyKey"]?.ToString() == ZoneKey
            )
        );
        return alone is null ? null : $"{alone.Kind} {alone.Name} is not spread over zones";
    }

    private static int Minimum(EmittedObject one, PolicyContext context) =>
        context
            .Output.Objects.Where(other =>
                other.Stage == one.Stage
                && other.Target == one.Target
                && other.Kind == "HorizontalPodAutoscaler"
                && other.Tree["spec"]?["scaleTargetRef"]?["name"]?.ToString() == one.Name
            )
            .Select(other => Number(other.Tree["spec"]?["minReplicas"]) ?? 1)
            .FirstOrDefault(1);

    private static int? Number(JsonNode? node) =>
        int.TryParse(node?.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
