using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>One way to have one kind of store in a cluster.</summary>
internal interface IStoreRealization
{
    StoreKind Kind { get; }

    Realization Realization { get; }

    IEnumerable<KubernetesObject> Objects(StoreScope scope);
}
