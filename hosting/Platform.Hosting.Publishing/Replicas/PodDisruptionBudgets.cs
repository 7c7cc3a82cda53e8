using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Replicas;

/// <summary>How many instances whoever empties a machine may take away at once. A single instance has no budget: one would keep its machine for ever.</summary>
public sealed class PodDisruptionBudgets : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        foreach (
            var workload in context.Model.Workloads.Where(workload => workload.Kind is WorkloadKind.Service && workload.Scaling.Min > 1)
        )
        {
            var tree = context.New("policy/v1", "PodDisruptionBudget", workload.Name, workload.Name);
            tree["spec"] = new JsonObject
            {
                ["maxUnavailable"] = MaxUnavailable(workload),
                ["selector"] = new JsonObject { ["matchLabels"] = context.Selector(workload.Name) },
            };
            yield return new(tree, $"{workload.Name}/pod-disruption-budget.yaml");
        }
    }

    // One stays, whatever was declared.
    private static int MaxUnavailable(Workload workload) =>
        Math.Clamp((workload.Intent<DisruptionBudget>() ?? new()).MaxUnavailable, 1, workload.Scaling.Min - 1);
}
