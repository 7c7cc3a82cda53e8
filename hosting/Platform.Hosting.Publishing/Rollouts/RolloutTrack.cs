using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Rollouts;

/// <summary>One of the two sets of instances that a workload has whose new version takes over by canary or blue-green.</summary>
/// <param name="Deployment">Its name.</param>
/// <param name="Version">The label <c>version</c> of its pods, by which it is told from the other.</param>
/// <param name="Min">Instances at rest; 0: none until somebody rolls out.</param>
/// <param name="Max">Up to how many it may grow.</param>
public sealed record RolloutTrack(string Deployment, string Version, int Min, int Max)
{
    /// <summary>The label that tells a workload's two sets from one another.</summary>
    public const string Label = "version";

    /// <summary>The set that serves at rest; null where the workload is rolled over in place, and so has one set only.</summary>
    public static RolloutTrack? First(Workload workload) =>
        StrategyOf(workload) switch
        {
            RolloutStrategy.Canary => new(KubernetesName.Of(workload.Name), "stable", workload.Scaling.Min, workload.Scaling.Max),
            RolloutStrategy.BlueGreen => new(KubernetesName.Of(workload.Name), "blue", workload.Scaling.Min, workload.Scaling.Max),
            _ => null,
        };

    /// <summary>The set that new versions come to first; null where the workload is rolled over in place.</summary>
    public static RolloutTrack? Second(Workload workload) =>
        StrategyOf(workload) switch
        {
            RolloutStrategy.Canary => new(
                KubernetesName.Of($"{workload.Name}-canary"),
                "canary",
                Share(workload.Scaling.Min, WeightOf(workload)),
                Share(workload.Scaling.Max, WeightOf(workload))
            ),
            RolloutStrategy.BlueGreen => new(KubernetesName.Of($"{workload.Name}-green"), "green", 0, workload.Scaling.Max),
            _ => null,
        };

    /// <summary>Whether an autoscaler says how many instances the set has. While its Deployment stands at 0, an autoscaler rests.</summary>
    public bool IsScaled(Workload workload) => workload.Scaling.Max > workload.Scaling.Min && Max > Min;

    /// <summary>How the workload's new versions take over; a step that ends has none but in place.</summary>
    public static RolloutStrategy StrategyOf(Workload workload) =>
        workload.Kind is WorkloadKind.Service ? workload.Intent<Rollout>()?.Strategy ?? RolloutStrategy.Rolling : RolloutStrategy.Rolling;

    /// <summary>The canary's share of the requests, in percent.</summary>
    public static int WeightOf(Workload workload) => Math.Clamp(workload.Intent<Rollout>()?.CanaryWeight ?? 0, 0, 100);

    // As many as bear the canary's share of what the others are made for, and one at least.
    private static int Share(int instances, int weight) =>
        weight >= 100 ? instances : Math.Max(1, (int)Math.Ceiling(instances * weight / (100.0 - weight)));
}
