using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores.Connections;
using Platform.Hosting.Publishing.Stores.Secrets;

namespace Platform.Hosting.Publishing.Stores;

/// <summary>How workloads of a cluster reach stores: by the realization's address, with an account of their own.</summary>
public sealed class KubernetesConnector(KubernetesContext context) : IStoreConnector
{
    public StoreConnection Connect(Workload consumer, ConnectionUse use)
    {
        var store =
            context.Model.FindStore(use.Store)
            ?? throw new InvalidOperationException($"'{consumer.Name}' refers to the store '{use.Store}', which the model does not have.");
        var user = new StoreUser(store, consumer);
        var certificate = StoreCertificates.Of(store) is null
            ? null
            : new CertificateFile(
                WorkloadSecrets.CertificatesOf(KubernetesName.Of(consumer.Name)),
                StoreCertificates.KeyOf(store),
                $"{WorkloadSecrets.CertificateDirectory}/{StoreCertificates.KeyOf(store)}"
            );
        ValuePart host = store.IsInside()
            ? new LiteralPart(KubernetesStores.HostOf(context, store))
            : new ParameterPart(StoreParameters.HostOf(store));
        var address = new StoreAddress(host, store.PortOf(), store.HasTls(), certificate?.Path);
        var (connectionString, properties) = Values(address, StoreLogins.Of(user), store, use.Child);
        var hostText = store.IsInside() ? KubernetesStores.HostOf(context, store) : $"{{{StoreParameters.HostOf(store)}}}";
        return new(hostText, store.PortOf(), connectionString) { Properties = properties, Certificate = certificate };
    }

    private (DeployedValue ConnectionString, IReadOnlyDictionary<string, DeployedValue> Properties) Values(
        StoreAddress address,
        StoreLogin login,
        Store store,
        string? child
    )
    {
        var database = child is null
            ? null
            : store.Databases.FirstOrDefault(one => one.Name == child)?.DatabaseName
                ?? throw new InvalidOperationException($"The store '{store.Name}' has no database '{child}'.");
        return store.Kind switch
        {
            StoreKind.PostgreSql => (
                PostgresConnection.ConnectionString(address, login, database),
                PostgresConnection.Properties(address, login, database)
            ),
            StoreKind.Redis => (RedisConnection.ConnectionString(address, login), RedisConnection.Properties(address, login)),
            StoreKind.Kafka => (
                KafkaConnection.ConnectionString(address, login, StoreLogins.KafkaMechanism(store)),
                KafkaConnection.Properties(address)
            ),
            StoreKind.Elasticsearch => (ElasticsearchConnection.ConnectionString(address, login), new Dictionary<string, DeployedValue>()),
            StoreKind.S3 => (S3Connection.ConnectionString(address, login, RegionOf(store)), S3Connection.Properties(address, login)),
            _ => throw new InvalidOperationException($"Nobody connects to a {store.Kind}."),
        };
    }

    // What runs in the cluster takes any region.
    private ValuePart? RegionOf(Store store) =>
        store.IsInside() ? null
        : StoreParameters.HasRegion(store) ? new ParameterPart(StoreParameters.RegionOf(store))
        : new LiteralPart(context.Model.Settings.Cluster.Region);
}
