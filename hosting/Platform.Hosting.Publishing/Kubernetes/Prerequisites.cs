using System.Text;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>What a cluster must have before it can take the objects, in the order of installing: the oldest versions that know the APIs used.</summary>
internal static class Prerequisites
{
    private static readonly Prerequisite[] s_all =
    [
        new("a network plugin that enforces NetworkPolicy (Calico, Cilium)", "", tree => Is(tree, "networking.k8s.io", "NetworkPolicy")),
        new("metrics-server", "0.7", tree => Is(tree, "autoscaling", "HorizontalPodAutoscaler")),
        new("an ingress controller, of the class that the Ingress names", "", tree => Is(tree, "networking.k8s.io", "Ingress")),
        new("Gateway API, with a controller of it", "1.2", tree => Is(tree, "gateway.networking.k8s.io")),
        new("cert-manager", "1.16", tree => Is(tree, "cert-manager.io")),
        new("External Secrets Operator", "0.16", tree => Is(tree, "external-secrets.io")),
        new("Prometheus Operator", "0.76", tree => Is(tree, "monitoring.coreos.com")),
        new("Prometheus Adapter", "0.12", HasRequestRate),
        new("Vertical Pod Autoscaler", "1.2", tree => Is(tree, "autoscaling.k8s.io")),
        new("KEDA", "2.15", tree => Is(tree, "keda.sh")),
        new("Gatekeeper", "3.17", tree => Is(tree, "templates.gatekeeper.sh") || Is(tree, "constraints.gatekeeper.sh")),
        new("Istio", "1.22", tree => Group(tree).EndsWith(".istio.io", StringComparison.Ordinal)),
        new("Argo Rollouts", "1.7", tree => Is(tree, "argoproj.io", "Rollout")),
        new("CloudNativePG", "1.25", tree => Is(tree, "postgresql.cnpg.io")),
        new("CloudNativePG's Barman Cloud plugin", "0.5", tree => Is(tree, "barmancloud.cnpg.io")),
        new("Strimzi", "0.46", tree => Is(tree, "kafka.strimzi.io", version: "v1beta2")),
        new("Strimzi", "0.49", tree => Is(tree, "kafka.strimzi.io", version: "v1")),
        new("Redis operator (OT-CONTAINER-KIT)", "0.18", tree => Is(tree, "redis.redis.opstreelabs.in")),
        new("Elastic Cloud on Kubernetes", "2.14", tree => Group(tree).EndsWith(".k8s.elastic.co", StringComparison.Ordinal)),
        new("Velero", "1.14", tree => Is(tree, "velero.io")),
    ];

    /// <summary>Of those that the objects need, as Markdown.</summary>
    public static string Table(IReadOnlyList<StagedObject> objects)
    {
        var text = new StringBuilder("| what | version, at least | in |\n|---|---|---|\n");
        foreach (var needed in s_all)
        {
            var stages = objects
                .SelectMany(found => found.Trees)
                .Where(entry => needed.IsFor(entry.Value))
                .Select(entry => entry.Key)
                .Distinct()
                .Order()
                .Select(stage => stage.Name())
                .ToList();
            if (stages.Count > 0)
            {
                text.Append($"| {needed.Name} | {needed.Version} | {string.Join(", ", stages)} |\n");
            }
        }
        return text.ToString();
    }

    private static string Group(JsonObject tree) =>
        (string)tree["apiVersion"]! is var api && api.Contains('/') ? api[..api.IndexOf('/')] : "";

    private static bool Is(JsonObject tree, string group, string? kind = null, string? version = null) =>
        Group(tree) == group
        && (kind is null || (string?)tree["kind"] == kind)
        && (version is null || (string?)tree["apiVersion"] == $"{group}/{version}");

    private static bool HasRequestRate(JsonObject tree) =>
        Is(tree, "autoscaling", "HorizontalPodAutoscaler")
        && tree["spec"]?["metrics"] is JsonArray metrics
        && metrics.Any(metric => (string?)metric?["type"] is "Pods" or "Object" or "External");

    private sealed record Prerequisite(string Name, string Version, Func<JsonObject, bool> IsFor);
}
