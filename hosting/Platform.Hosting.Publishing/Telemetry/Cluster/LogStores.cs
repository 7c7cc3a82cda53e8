using System.Globalization;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores;
using Platform.Hosting.Publishing.Telemetry.Collector;

namespace Platform.Hosting.Publishing.Telemetry.Cluster;

/// <summary>The graph's Elasticsearch as where logs are kept.</summary>
internal static class LogStores
{
    private const string Administrator = "elastic";

    public static Store? Find(DeploymentModel model) =>
        model.Settings.Cluster.EnableLogging ? model.Stores.FirstOrDefault(store => store.Kind == StoreKind.Elasticsearch) : null;

    /// <summary>Null: the graph has none that its administrator's password opens.</summary>
    public static ElasticsearchOutput? InCluster(KubernetesContext context) =>
        Find(context.Model) is { PasswordParameter: { } password } store && store.Realization.Realization is Deployment.Realization.Plain
            ? new(
                store.Name,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(store.HasTls() ? "https" : "http")}://{store.Name}.{context.DataNamespace}.svc.cluster.local:{store.PortOf()}"
                ),
                Administrator,
                password
            )
            : null;
}
