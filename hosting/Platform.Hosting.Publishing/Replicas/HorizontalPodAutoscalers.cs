using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Rollouts;

namespace Platform.Hosting.Publishing.Replicas;

/// <summary>More instances when there is more to do: by CPU, by memory, and by requests a second, whichever asks for most.</summary>
public sealed class HorizontalPodAutoscalers : IKubernetesContributor
{
    /// <summary>Percent of the requested CPU, where a scaling names no measure at all.</summary>
    private const int DefaultCpu = 70;

    /// <summary>Whether the number of the workload's instances is an autoscaler's to say: a Deployment must not name one then.</summary>
    public static bool Scales(Workload workload) => workload.Kind is WorkloadKind.Service && workload.Scaling.Max > workload.Scaling.Min;

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        foreach (var workload in context.Model.Workloads.Where(Scales))
        {
            yield return Scaler(context, workload, KubernetesName.Of(workload.Name), workload.Scaling.Min, workload.Scaling.Max);
            if (RolloutTrack.Second(workload) is { } second && second.IsScaled(workload))
            {
                yield return Scaler(context, workload, second.Deployment, Math.Max(1, second.Min), second.Max);
            }
        }
    }

    private static KubernetesObject Scaler(KubernetesContext context, Workload workload, string deployment, int min, int max)
    {
        var tree = context.New("autoscaling/v2", "HorizontalPodAutoscaler", deployment, workload.Name);
        tree["spec"] = new JsonObject
        {
            ["scaleTargetRef"] = new JsonObject
            {
                ["apiVersion"] = "apps/v1",
                ["kind"] = "Deployment",
                ["name"] = deployment,
            },
            ["minReplicas"] = min,
            ["maxReplicas"] = max,
            ["metrics"] = new JsonArray([.. Metrics(workload)]),
            ["behavior"] = Behavior(),
        };
        return new(tree, $"{workload.Name}/horizontal-pod-autoscaler.yaml");
    }

    private static IEnumerable<JsonNode> Metrics(Workload workload)
    {
        var (cpu, memory, requests) = (workload.Scaling.Cpu, workload.Scaling.Memory, workload.Scaling.RequestsPerSecond);
        if ((cpu ?? (memory is null && requests is null ? DefaultCpu : null)) is { } percentOfCpu)
        {
            yield return Resource("cpu", percentOfCpu);
        }
        if (memory is { } percentOfMemory)
        {
            yield return Resource("memory", percentOfMemory);
        }
        if (requests is { } rate)
        {
            yield return new JsonObject
            {
                ["type"] = "Pods",
                ["pods"] = new JsonObject
                {
                    ["metric"] = new JsonObject { ["name"] = RequestRateRule.Metric },
                    ["target"] = new JsonObject
                    {
                        ["type"] = "AverageValue",
                        ["averageValue"] = rate.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    },
                },
            };
        }
    }

    private static JsonObject Resource(string name, int percent) =>
        new()
        {
            ["type"] = "Resource",
            ["resource"] = new JsonObject
            {
                ["name"] = name,
                ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = percent },
            },
        };

    // Up at once, by doubling or by four; down by a tenth a minute, and only once five minutes have agreed on it: instances that come and go cost more than they save.
    private static JsonObject Behavior() =>
        new()
        {
            ["scaleUp"] = new JsonObject
            {
                ["stabilizationWindowSeconds"] = 0,
                ["selectPolicy"] = "Max",
                ["policies"] = new JsonArray(Policy("Percent", 100, 30), Policy("Pods", 4, 30)),
            },
            ["scaleDown"] = new JsonObject
            {
                ["stabilizationWindowSeconds"] = 300,
                ["selectPolicy"] = "Max",
                ["policies"] = new JsonArray(Policy("Percent", 10, 60), Policy("Pods", 1, 60)),
            },
        };

    private static JsonObject Policy(string type, int value, int periodSeconds) =>
        new()
        {
            ["type"] = type,
            ["value"] = value,
            ["periodSeconds"] = periodSeconds,
        };
}
