using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes.Pods;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>
/// A Job for each step. The pod of a Job cannot be changed, so a step that differs is another Job: its name bears a hash of the pod.
/// </summary>
public sealed class Steps : IKubernetesContributor
{
    private const int SecondsInDay = 86_400;

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var workload in context.Model.Workloads.Where(workload => workload.Kind is WorkloadKind.Step))
        {
            var folder = KubernetesName.Of(workload.Name);
            var environment = new ContainerEnvironment(context, workload);
            var map = ConfigMaps.Print(context, workload, environment);
            var pod = PodPrinter.Print(context, workload, folder, environment);
            ConfigMaps.Seal(context, pod, map, environment);
            if (map is not null)
            {
                yield return new(KubernetesTree.Of(map), $"{folder}/config.yaml");
            }
            foreach (var claim in ClaimPrinter.Print(context, workload))
            {
                yield return new(KubernetesTree.Of(claim), $"{folder}/persistentvolumeclaim.yaml");
            }
            yield return new(Job(context, workload, KubernetesTree.Of(pod)), $"{folder}/job.yaml");
        }
    }

    private static JsonObject Job(KubernetesContext context, Workload workload, JsonObject pod) =>
        new()
        {
            ["apiVersion"] = "batch/v1",
            ["kind"] = "Job",
            ["metadata"] = new JsonObject
            {
                ["name"] = Name(workload, pod),
                ["namespace"] = context.ApplicationNamespace,
                ["labels"] = context.Labels(workload.Name),
            },
            ["spec"] = new JsonObject
            {
                ["backoffLimit"] = 6,
                ["ttlSecondsAfterFinished"] = SecondsInDay,
                ["template"] = pod,
            },
        };

    private static string Name(Workload workload, JsonObject pod)
    {
        var hash = ConfigurationHash.Of([new("pod", pod.ToJsonString())])[..8];
        return $"{KubernetesName.Of(workload.Name, KubernetesName.Label - hash.Length - 1)}-{hash}";
    }
}
