using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores;

/// <summary>Where stores are in a cluster: operators have names of their own for the services of what they run.</summary>
public static class KubernetesStores
{
    /// <summary>The fewest members of a Redis that is sharded; below, one leads and the others follow.</summary>
    internal const int FewestRedisShards = 3;
    private const int LongestName = 40;

    /// <summary>The store's own object. Short enough for what operators put behind it.</summary>
    public static string NameOf(Store store) => KubernetesName.Of(store.Name, LongestName);

    /// <summary>An object beside the store's own.</summary>
    public static string NameOf(Store store, string suffix) => KubernetesName.Of($"{store.Name}-{suffix}");

    /// <summary>The Service that clients ask, without namespace; of a store outside none.</summary>
    public static string ServiceOf(Store store) =>
        store.Realization.Realization is not Realization.Operator
            ? NameOf(store)
            : store.Kind switch
            {
                StoreKind.PostgreSql => HasPooler(store) ? PoolerOf(store) : $"{NameOf(store)}-rw",
                StoreKind.Kafka => $"{NameOf(store)}-kafka-bootstrap",
                StoreKind.Elasticsearch => $"{NameOf(store)}-es-http",
                StoreKind.Redis => IsSharded(store) ? $"{NameOf(store)}-leader" : $"{NameOf(store)}-master",
                _ => NameOf(store),
            };

    /// <summary>The name by which workloads of another namespace know a store that runs in the cluster, and which its certificate has.</summary>
    public static string HostOf(KubernetesContext context, Store store) => HostOf(context, ServiceOf(store));

    internal static string HostOf(KubernetesContext context, string service) => $"{service}.{context.DataNamespace}.svc.cluster.local";

    /// <summary>A pool of connections stands before a cluster of several members: the services' own would be too many for one primary.</summary>
    internal static bool HasPooler(Store store) => store.Realization.Instances > 1;

    internal static string PoolerOf(Store store) => $"{NameOf(store)}-pooler-rw";

    internal static bool IsSharded(Store store) => store.Realization.Instances >= FewestRedisShards;
}
