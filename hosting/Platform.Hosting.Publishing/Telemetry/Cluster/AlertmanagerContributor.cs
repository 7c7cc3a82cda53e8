using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Stores;
using Platform.Hosting.Publishing.Telemetry.Alerting;

namespace Platform.Hosting.Publishing.Telemetry.Cluster;

/// <summary>Alertmanager as the operator runs it, and whom it tells.</summary>
public sealed class AlertmanagerContributor : IKubernetesContributor
{
    private static readonly string Name = TelemetryPart.Alertmanager.Name;

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Model.Settings.Cluster.EnableMonitoring)
        {
            return [];
        }
        var routing = new AlertRouting(context.Model).Operated(WorkloadSecrets.NameOf(Name));
        return
        [
            context.Telemetry("v1", "ServiceAccount", Name, Name, "service-account.yaml", ("automountServiceAccountToken", false)),
            context.Telemetry($"{TelemetryObjects.Operator}/v1", "Alertmanager", Name, Name, "alertmanager.yaml", ("spec", Spec(context))),
            context.Telemetry($"{TelemetryObjects.Operator}/v1alpha1", "AlertmanagerConfig", Name, Name, "routes.yaml", ("spec", routing)),
        ];
    }

    private static JsonObject Spec(KubernetesContext context) =>
        new()
        {
            // They tell one another what was told already.
            ["replicas"] = context.Replicas(),
            ["version"] = TelemetryPart.Alertmanager.Image.Tag,
            ["image"] = TelemetryPart.Alertmanager.Image.ToString(),
            ["podMetadata"] = new JsonObject { ["labels"] = PrometheusContributor.PodLabels(context, Name) },
            ["serviceAccountName"] = Name,
            ["automountServiceAccountToken"] = false,
            ["securityContext"] = TelemetryObjects.PodSecurity(65534),
            ["resources"] = TelemetryObjects.Resources(new("50m", "64Mi", "200m", "128Mi")),
            ["storage"] = PrometheusContributor.Storage("1Gi", PrometheusContributor.StorageClass(context)),
            // For the whole Alertmanager: as one of several it would see alerts of its own namespace only.
            ["alertmanagerConfiguration"] = new JsonObject { ["name"] = Name },
        };
}
