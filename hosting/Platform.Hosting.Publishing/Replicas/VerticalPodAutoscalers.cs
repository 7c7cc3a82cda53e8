using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Replicas;

/// <summary>
/// What instances should ask for, by what they used (Aegis 4.14). Where a horizontal autoscaler acts it only recommends: two that answer
/// to one measure work against each other. Elsewhere it acts: at once where another instance serves meanwhile, at the next start where there is one only.
/// </summary>
public sealed class VerticalPodAutoscalers : IKubernetesContributor
{
    /// <summary>The Kustomize component: its kind is no part of Kubernetes.</summary>
    public const string Component = "vertical-autoscaling";

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        foreach (var workload in context.Model.Workloads.Where(workload => workload.Kind is WorkloadKind.Service))
        {
            var tree = context.New("autoscaling.k8s.io/v1", "VerticalPodAutoscaler", workload.Name, workload.Name);
            tree["spec"] = new JsonObject
            {
                ["targetRef"] = new JsonObject
                {
                    ["apiVersion"] = "apps/v1",
                    ["kind"] = "Deployment",
                    ["name"] = KubernetesName.Of(workload.Name),
                },
                ["updatePolicy"] = new JsonObject { ["updateMode"] = Mode(workload) },
                ["resourcePolicy"] = new JsonObject
                {
                    ["containerPolicies"] = new JsonArray(
                        new JsonObject
                        {
                            ["containerName"] = KubernetesName.Of(workload.Name),
                            ["minAllowed"] = new JsonObject { ["cpu"] = "100m", ["memory"] = "128Mi" },
                            ["maxAllowed"] = new JsonObject { ["cpu"] = "2000m", ["memory"] = "4Gi" },
                            ["controlledResources"] = new JsonArray("cpu", "memory"),
                            ["controlledValues"] = "RequestsAndLimits",
                        },
                        // What stands beside it (a mesh's proxy) is its own keeper's.
                        new JsonObject { ["containerName"] = "*", ["mode"] = "Off" }
                    ),
                },
            };
            yield return new(tree, $"{workload.Name}.yaml") { Component = Component };
        }
    }

    private static string Mode(Workload workload) =>
        HorizontalPodAutoscalers.Scales(workload) ? "Off"
        : workload.Scaling.Min > 1 ? "Recreate"
        : "Initial";
}
