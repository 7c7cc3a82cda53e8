using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Stores;
using Platform.Hosting.Publishing.Stores.Secrets;
using Platform.Hosting.Publishing.Telemetry.Alerting;

namespace Platform.Hosting.Publishing.Telemetry.Cluster;

/// <summary>A Secret for each part of the telemetry that needs one, with no more than it needs.</summary>
public sealed class TelemetrySecrets : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context) =>
        Needed(context)
            .Select(needed => new KubernetesObject(
                ExternalSecret.Of(context, needed.Name, context.MonitoringNamespace, needed.Owner, needed.Keys),
                $"{needed.Owner}/external-secrets.yaml"
            )
            {
                Component = TelemetryObjects.Component,
            });

    internal static IReadOnlyList<NeededSecret> Needed(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var model = context.Model;
        if (!model.Settings.Cluster.EnableMonitoring)
        {
            return [];
        }
        var sources = new SecretSources(model);
        var needed = new List<NeededSecret>();
        void Need(TelemetryPart part, params IEnumerable<string> names)
        {
            var keys = names.Select(name => new NeededKey(name, sources.Of(name))).ToList();
            if (keys.Count > 0)
            {
                needed.Add(new(part.Name, WorkloadSecrets.NameOf(part.Name), keys));
            }
        }

        if (LogStores.InCluster(context) is { } logs)
        {
            Need(TelemetryPart.Collector, logs.PasswordSecret);
            var store = model.FindStore(logs.Store)!;
            if (StoreCertificates.Of(store) is { } authority)
            {
                var certificates = WorkloadSecrets.CertificatesOf(TelemetryPart.Collector.Name);
                needed.Add(new(TelemetryPart.Collector.Name, certificates, [new(StoreCertificates.KeyOf(store), authority)]));
            }
        }
        Need(TelemetryPart.Alertmanager, new AlertRouting(model).Secrets);
        Need(TelemetryPart.Grafana, model.Settings.Monitoring.GrafanaAdminPassword);
        return needed;
    }
}
