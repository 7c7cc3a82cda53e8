using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Telemetry.Rules;

namespace Platform.Hosting.Publishing.Telemetry.Cluster;

/// <summary>Objectives and alerts as objects of the operator: one for each resource that has any.</summary>
public sealed class PrometheusRules : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Model.Settings.Cluster.EnableMonitoring)
        {
            return [];
        }
        return RuleFiles
            .Of(context.Model, TelemetryPlace.Kubernetes)
            .Select(file =>
                context.Telemetry(
                    $"{TelemetryObjects.Operator}/v1",
                    "PrometheusRule",
                    file.Name,
                    TelemetryPart.Prometheus.Name,
                    $"rules/{file.Name}.yaml",
                    ("spec", file.Tree())
                )
            );
    }
}
