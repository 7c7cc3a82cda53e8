using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores;
using Platform.Hosting.Publishing.Telemetry.Collector;

namespace Platform.Hosting.Publishing.Telemetry.Cluster;

/// <summary>The graph's Elasticsearch as where logs are kept, by an account of the collector's own.</summary>
internal static class LogStores
{
    private static readonly ConnectionUse Use = new("logs", "", null, "", new Dictionary<string, string>());

    /// <summary>Null: the stage keeps no logs, or has no Elasticsearch of its own.</summary>
    public static Store? Find(DeploymentModel model) =>
        model.Settings.Cluster is { EnableLogging: true, EnableMonitoring: true }
            ? model.Stores.FirstOrDefault(store => store.Kind == StoreKind.Elasticsearch && store.IsInside())
            : null;

    /// <summary>The collector as a user of the store; none where logs do not go there.</summary>
    public static IEnumerable<StoreUser> WriterOf(DeploymentModel model, Store store) =>
        Find(model)?.Name == store.Name ? [new StoreUser(store, Writer(model))] : [];

    public static bool IsWriter(StoreUser user) => user.Workload.Name == TelemetryPart.Collector.Name;

    public static ElasticsearchOutput? InCluster(KubernetesContext context)
    {
        if (Find(context.Model) is not { } store)
        {
            return null;
        }
        var user = WriterOf(context.Model, store).Single();
        var connection = new KubernetesConnector(context).Connect(user.Workload, Use with { Store = store.Name });
        var login = StoreLogins.Of(user);
        return new(
            store.Name,
            string.Create(CultureInfo.InvariantCulture, $"{(store.HasTls() ? "https" : "http")}://{connection.Host}:{connection.Port}"),
            ((LiteralPart)login.User!).Text,
            ((SecretPart)login.Password!).Name,
            connection.Certificate?.Path
        );
    }

    private static Workload Writer(DeploymentModel model) =>
        new(TelemetryPart.Collector.Name, new ContainerResource(TelemetryPart.Collector.Name), model.Stage)
        {
            Kind = WorkloadKind.Service,
            Image = TelemetryPart.Collector.Image,
        };
}
