using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Telemetry.Cluster;

/// <summary>What Prometheus scrapes: the collector, which speaks for all services, and the cluster's own exporters, wherever they are installed.</summary>
public sealed class ServiceMonitors : IKubernetesContributor
{
    private const string Token = "/var/run/secrets/kubernetes.io/serviceaccount/token";

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Model.Settings.Cluster.EnableMonitoring)
        {
            return [];
        }
        return
        [
            Collector(context),
            // It speaks of other pods, and names them as it found them.
            Exporter(context, "kube-state-metrics", new() { ["port"] = "http", ["honorLabels"] = true }),
            Exporter(context, "node-exporter", new() { ["targetPort"] = 9100 }, "prometheus-node-exporter"),
            Exporter(context, "kubelet", Kubelet()),
        ];
    }

    private static KubernetesObject Collector(KubernetesContext context) =>
        Monitor(
            context,
            TelemetryPart.Collector.Name,
            new() { ["matchLabels"] = context.Selector(TelemetryPart.Collector.Name) },
            null,
            // job, instance, namespace and pod are those of whom it speaks; a series that moves to another collector is told apart by which.
            new JsonObject
            {
                ["port"] = "metrics",
                ["honorLabels"] = true,
                ["relabelings"] = new JsonArray(
                    new JsonObject { ["sourceLabels"] = new JsonArray("__meta_kubernetes_pod_name"), ["targetLabel"] = "collector" }
                ),
            },
            new JsonObject { ["port"] = "own-metrics" }
        );

    // By the label of the charts that everybody installs them with.
    private static KubernetesObject Exporter(KubernetesContext context, string name, JsonObject endpoint, string? labelled = null) =>
        Monitor(
            context,
            name,
            new()
            {
                ["matchExpressions"] = new JsonArray(
                    new JsonObject
                    {
                        ["key"] = "app.kubernetes.io/name",
                        ["operator"] = "In",
                        ["values"] = NewObject.List(labelled is null ? [name] : [name, labelled]),
                    }
                ),
            },
            new() { ["any"] = true },
            endpoint
        );

    private static JsonObject Kubelet() =>
        new()
        {
            ["port"] = "https-metrics",
            ["scheme"] = "https",
            ["bearerTokenFile"] = Token,
            // Its certificate is the node's own, signed by nobody.
            ["tlsConfig"] = new JsonObject { ["insecureSkipVerify"] = true },
            ["honorLabels"] = true,
        };

    private static KubernetesObject Monitor(
        KubernetesContext context,
        string name,
        JsonObject selector,
        JsonObject? namespaces,
        params JsonObject[] endpoints
    )
    {
        var spec = new JsonObject { ["selector"] = selector };
        if (namespaces is not null)
        {
            spec["namespaceSelector"] = namespaces;
        }
        spec["endpoints"] = new JsonArray([.. endpoints]);
        return context.Telemetry(
            $"{TelemetryObjects.Operator}/v1",
            "ServiceMonitor",
            name,
            TelemetryPart.Prometheus.Name,
            "service-monitors.yaml",
            ("spec", spec)
        );
    }
}
