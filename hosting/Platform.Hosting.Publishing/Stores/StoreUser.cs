using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Telemetry.Cluster;

namespace Platform.Hosting.Publishing.Stores;

/// <summary>A workload's own account on a store: a database role, a Kafka user, an access key.</summary>
public sealed record StoreUser(Store Store, Workload Workload)
{
    /// <summary>The role, or the access key.</summary>
    public string Name => Workload.Name;

    /// <summary>Unique in a namespace: the account's object and its Secret beside the store.</summary>
    public string ObjectName => KubernetesName.Of($"{Store.Name}-{Workload.Name}");

    /// <summary>The secret part that stands for the account's password.</summary>
    public string PasswordName => $"{Store.Name}-{Workload.Name}-password";

    /// <summary>The databases that are the account's own, or that it shares.</summary>
    public IEnumerable<StoreDatabase> Databases => Store.Databases.Where(database => database.Owners.Contains(Name));

    /// <summary>Whether it uses the server as a whole, and may make databases.</summary>
    public bool UsesServer => Workload.Connections.Any(use => use.Store == Store.Name && use.Child is null);
}

/// <summary>Who has an account on a store.</summary>
public static class StoreUsers
{
    public static IReadOnlyList<StoreUser> Of(DeploymentModel model, Store store) =>
        [
            .. model
                .Workloads.Where(workload => workload.Connections.Any(use => use.Store == store.Name))
                .Select(workload => new StoreUser(store, workload)),
            .. LogStores.WriterOf(model, store),
        ];
}
