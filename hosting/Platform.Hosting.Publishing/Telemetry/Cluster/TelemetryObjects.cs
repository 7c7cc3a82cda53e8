using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Telemetry.Cluster;

/// <summary>How every object of the telemetry begins: in its namespace, and in the Kustomize component that one leaves out with a line.</summary>
internal static class TelemetryObjects
{
    public const string Component = "monitoring";
    public const string Operator = "monitoring.coreos.com";

    /// <summary>Copies of what must not be away: two where the stage is for people, else one.</summary>
    public static int Replicas(this KubernetesContext context) =>
        context.Model.Stage is Deployment.Stage.Prod or Deployment.Stage.Perf ? 2 : 1;

    /// <param name="file">Below the component.</param>
    public static KubernetesObject Telemetry(
        this KubernetesContext context,
        string apiVersion,
        string kind,
        string name,
        string part,
        string file,
        params (string Field, JsonNode Value)[] fields
    )
    {
        var tree = context.New(apiVersion, kind, name, part, context.MonitoringNamespace);
        foreach (var (field, value) in fields)
        {
            tree[field] = value;
        }
        return new(tree, $"{part}/{file}") { Component = Component };
    }

    /// <summary>Whose pods may be told from others': as little as the standard <c>restricted</c> allows.</summary>
    public static JsonObject PodSecurity(long user) =>
        new()
        {
            ["runAsNonRoot"] = true,
            ["runAsUser"] = user,
            ["runAsGroup"] = user,
            ["fsGroup"] = user,
            ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" },
        };

    public static JsonObject ContainerSecurity() =>
        new()
        {
            ["allowPrivilegeEscalation"] = false,
            ["readOnlyRootFilesystem"] = true,
            ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
        };

    public static JsonObject Resources(Deployment.ComputeResources resources) =>
        new()
        {
            ["requests"] = new JsonObject { ["cpu"] = resources.CpuRequest, ["memory"] = resources.MemoryRequest },
            ["limits"] = new JsonObject { ["cpu"] = resources.CpuLimit, ["memory"] = resources.MemoryLimit },
        };

    /// <summary>Not on one machine, nor in one zone, where there is more than one.</summary>
    public static JsonArray Spread(JsonObject selector) =>
        [
            .. new[] { "topology.kubernetes.io/zone", "kubernetes.io/hostname" }.Select(key =>
                (JsonNode)
                    new JsonObject
                    {
                        ["maxSkew"] = 1,
                        ["topologyKey"] = key,
                        ["whenUnsatisfiable"] = "ScheduleAnyway",
                        ["labelSelector"] = new JsonObject { ["matchLabels"] = selector.DeepClone() },
                    }
            ),
        ];
}
