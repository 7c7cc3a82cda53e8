using System.Globalization;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Telemetry.Collector;

namespace Platform.Hosting.Publishing.Telemetry.Cluster;

/// <summary>The collector, and Jaeger beside it where nobody runs one.</summary>
public sealed class CollectorContributor : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Model.Settings.Cluster.EnableMonitoring)
        {
            return [];
        }
        var service = TelemetryServices.Collector(context.Model, TelemetryPlace.Kubernetes, Outputs(context));
        var collector = new TelemetryDeployment(context, service, context.Replicas()).Objects();
        return context.Model.Settings.Monitoring.JaegerEndpoint is null
            ? collector.Concat(new TelemetryDeployment(context, TelemetryServices.Jaeger()).Objects())
            : collector;
    }

    internal static CollectorOutputs Outputs(KubernetesContext context) =>
        new()
        {
            Jaeger =
                context.Model.Settings.Monitoring.JaegerEndpoint
                ?? string.Create(CultureInfo.InvariantCulture, $"{TelemetryPart.Jaeger.Name}:{TelemetryPart.Jaeger.Port}"),
            Dashboard = Dashboard(context),
            Elasticsearch = LogStores.InCluster(context),
        };

    // The dashboard is a workload of the cluster's environment, in the application's namespace.
    private static string? Dashboard(KubernetesContext context) => null;
}
