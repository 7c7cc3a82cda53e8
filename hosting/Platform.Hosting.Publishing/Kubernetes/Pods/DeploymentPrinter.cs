using System.Text.Json.Nodes;
using Aspire.Hosting.Kubernetes.Resources;
using Platform.Hosting.Publishing.Replicas;
using Platform.Hosting.Publishing.Rollouts;
using Workload = Platform.Hosting.Publishing.Model.Workload;

namespace Platform.Hosting.Publishing.Kubernetes.Pods;

/// <summary>The Deployment of a service: one instance more while a version takes over, and none fewer.</summary>
internal static class DeploymentPrinter
{
    public static Aspire.Hosting.Kubernetes.Resources.Deployment Print(
        KubernetesContext context,
        Workload workload,
        ContainerEnvironment environment
    )
    {
        var name = KubernetesName.Of(workload.Name);
        return new()
        {
            Metadata =
            {
                Name = name,
                Namespace = context.ApplicationNamespace,
                Labels = context.LabelValues(workload.Name),
            },
            Spec =
            {
                // Where an autoscaler counts, a number here would take its work back at every release.
                Replicas = HorizontalPodAutoscalers.Scales(workload) ? null : workload.Scaling.Min,
                RevisionHistoryLimit = 3,
                Selector = new() { MatchLabels = context.SelectorValues(workload.Name) },
                Strategy = Strategy(context, workload),
                Template = PodPrinter.Print(context, workload, name, environment),
            },
        };
    }

    /// <summary>The Deployment, once for each set of instances that the workload's rollouts need.</summary>
    public static IEnumerable<JsonObject> Tracks(Workload workload, JsonObject deployment) => RolloutSets.Deployments(workload, deployment);

    // A volume of one node at a time would keep the new pod from starting beside the old one.
    private static DeploymentStrategyV1 Strategy(KubernetesContext context, Workload workload) =>
        workload.Volumes.Count > 0
        && context.Environment is { DefaultStorageType: not "emptydir", DefaultStorageReadWritePolicy: "ReadWriteOnce" }
            ? new() { Type = "Recreate" }
            : new()
            {
                Type = "RollingUpdate",
                RollingUpdate = new() { MaxSurge = 1, MaxUnavailable = 0 },
            };
}
