using System.Globalization;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Stores;
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
        var outputs = Outputs(context);
        var service = TelemetryServices.Collector(context.Model, TelemetryPlace.Kubernetes, outputs);
        var deployment = new TelemetryDeployment(context, service, context.Replicas())
        {
            Certificates = outputs.Elasticsearch?.CertificateFile is null ? null : WorkloadSecrets.CertificatesOf(service.Name),
            Step = outputs.Elasticsearch is { } store
                ? LogIndexStep.Of(context.Model.Application, store, context.Model.FindStore(store.Store)!.Realization.Instances)
                : null,
        };
        return context.Model.Settings.Monitoring.JaegerEndpoint is null
            ? deployment.Objects().Concat(new TelemetryDeployment(context, TelemetryServices.Jaeger()).Objects())
            : deployment.Objects();
    }

    internal static CollectorOutputs Outputs(KubernetesContext context) =>
        new()
        {
            Jaeger =
                context.Model.Settings.Monitoring.JaegerEndpoint
                ?? string.Create(CultureInfo.InvariantCulture, $"{TelemetryPart.Jaeger.Name}:{TelemetryPart.Jaeger.Port}"),
            Elasticsearch = LogStores.InCluster(context),
        };
}
