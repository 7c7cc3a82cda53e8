using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Telemetry.Collector;

namespace Platform.Hosting.Publishing.Telemetry.Cluster;

/// <summary>Prometheus as its operator runs it (Aegis 4.3): what is kept, who may be asked, and the address that others know.</summary>
public sealed class PrometheusContributor : IKubernetesContributor
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private static readonly string Name = TelemetryPart.Prometheus.Name;

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Model.Settings.Cluster.EnableMonitoring)
        {
            return [];
        }
        return
        [
            context.Telemetry("v1", "ServiceAccount", Name, Name, "service-account.yaml", ("automountServiceAccountToken", false)),
            .. Rights(context),
            context.Telemetry($"{TelemetryObjects.Operator}/v1", "Prometheus", Name, Name, "prometheus.yaml", ("spec", Spec(context))),
            context.Telemetry("v1", "Service", Name, Name, "service.yaml", ("spec", Service())),
        ];
    }

    private static JsonObject Spec(KubernetesContext context)
    {
        var settings = context.Model.Settings.Monitoring;
        var ours = new JsonObject { ["matchLabels"] = new JsonObject { ["team"] = (string)context.Labels(Name)["team"]! } };
        var interval = CollectorConfiguration.Seconds(CollectorConfiguration.Interval);
        var spec = new JsonObject
        {
            ["replicas"] = context.Replicas(),
            ["version"] = TelemetryPart.Prometheus.Image.Tag,
            ["image"] = TelemetryPart.Prometheus.Image.ToString(),
            ["podMetadata"] = new JsonObject { ["labels"] = PodLabels(context) },
            ["serviceAccountName"] = Name,
            ["automountServiceAccountToken"] = true,
            ["securityContext"] = TelemetryObjects.PodSecurity(65534),
            ["resources"] = TelemetryObjects.Resources(new("500m", "1Gi", "2", "4Gi")),
            ["retention"] = settings.PrometheusRetention,
            ["storage"] = Storage(settings.PrometheusStorage, StorageClass(context)),
            ["scrapeInterval"] = interval,
            ["evaluationInterval"] = interval,
            ["externalLabels"] = new JsonObject { ["app"] = context.Model.Application, ["environment"] = context.Model.Stage.Name() },
            ["serviceMonitorSelector"] = ours.DeepClone(),
            ["ruleSelector"] = ours,
            // Operators of stores make their own, without our labels.
            ["podMonitorSelector"] = new JsonObject(),
            ["podMonitorNamespaceSelector"] = new JsonObject
            {
                ["matchLabels"] = new JsonObject { ["kubernetes.io/metadata.name"] = context.DataNamespace },
            },
            ["alerting"] = new JsonObject
            {
                ["alertmanagers"] = new JsonArray(
                    new JsonObject
                    {
                        ["namespace"] = context.MonitoringNamespace,
                        ["name"] = "alertmanager-operated",
                        ["port"] = "web",
                    }
                ),
            },
        };
        if (context.Replicas() > 1)
        {
            spec["topologySpreadConstraints"] = TelemetryObjects.Spread(PodSelector());
        }
        return spec;
    }

    internal static JsonObject Storage(string size, string? storageClass)
    {
        var claim = new JsonObject { ["accessModes"] = new JsonArray("ReadWriteOnce") };
        if (storageClass is not null)
        {
            claim["storageClassName"] = storageClass;
        }
        claim["resources"] = new JsonObject { ["requests"] = new JsonObject { ["storage"] = size } };
        return new() { ["volumeClaimTemplate"] = new JsonObject { ["spec"] = claim } };
    }

    /// <summary>As stores have it: the data's disks are good enough for metrics.</summary>
    internal static string? StorageClass(KubernetesContext context) =>
        context.Model.Stores.Select(store => store.Realization.StorageClass).FirstOrDefault(name => name is not null);

    // The operator sets app.kubernetes.io/name and instance itself.
    internal static JsonObject PodLabels(KubernetesContext context, string? part = null)
    {
        var labels = context.Labels(part ?? Name);
        labels.Remove("app.kubernetes.io/name");
        labels.Remove("app.kubernetes.io/instance");
        return labels;
    }

    private static JsonObject PodSelector() => new() { ["operator.prometheus.io/name"] = Name };

    private static JsonObject Service() =>
        new()
        {
            ["selector"] = PodSelector(),
            // Of two that hold the same, a page must not jump between them.
            ["sessionAffinity"] = "ClientIP",
            ["ports"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "web",
                    ["port"] = TelemetryPart.Prometheus.Port,
                    ["targetPort"] = "web",
                }
            ),
        };

    // Finding targets is reading; the kubelet's metrics stand on nodes, which have no namespace.
    private static IEnumerable<KubernetesObject> Rights(KubernetesContext context)
    {
        var name = $"{context.MonitoringNamespace}-{Name}";
        var role = context.New($"{Rbac}/v1", "ClusterRole", name, Name, "");
        role["rules"] = new JsonArray(
            Rule("", ["services", "endpoints", "pods"], ["get", "list", "watch"]),
            Rule("discovery.k8s.io", ["endpointslices"], ["get", "list", "watch"]),
            Rule("", ["nodes/metrics"], ["get"]),
            new JsonObject { ["nonResourceURLs"] = new JsonArray("/metrics", "/metrics/cadvisor"), ["verbs"] = new JsonArray("get") }
        );
        yield return new(role, $"{Name}/rights.yaml") { Component = TelemetryObjects.Component };
        var binding = context.New($"{Rbac}/v1", "ClusterRoleBinding", name, Name, "");
        binding["roleRef"] = new JsonObject
        {
            ["apiGroup"] = Rbac,
            ["kind"] = "ClusterRole",
            ["name"] = name,
        };
        binding["subjects"] = new JsonArray(
            new JsonObject
            {
                ["kind"] = "ServiceAccount",
                ["name"] = Name,
                ["namespace"] = context.MonitoringNamespace,
            }
        );
        yield return new(binding, $"{Name}/rights.yaml") { Component = TelemetryObjects.Component };
    }

    private static JsonObject Rule(string group, string[] resources, string[] verbs) =>
        new()
        {
            ["apiGroups"] = new JsonArray(group),
            ["resources"] = NewObject.List(resources),
            ["verbs"] = NewObject.List(verbs),
        };
}
