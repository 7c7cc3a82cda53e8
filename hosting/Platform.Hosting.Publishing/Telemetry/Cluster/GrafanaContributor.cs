using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Telemetry.Cluster;

/// <summary>Grafana with the graph's dashboards. Their config maps carry the label that a Grafana's sidecar looks for, too.</summary>
public sealed class GrafanaContributor : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Model.Settings.Cluster.EnableMonitoring)
        {
            return [];
        }
        var service = TelemetryServices.Grafana(context.Model, TelemetryServices.Url(TelemetryPart.Prometheus));
        return new TelemetryDeployment(context, service)
        {
            DirectoryLabels = new Dictionary<string, string> { ["graph"] = "grafana_dashboard", ["datasources"] = "grafana_datasource" },
        }.Objects();
    }
}
