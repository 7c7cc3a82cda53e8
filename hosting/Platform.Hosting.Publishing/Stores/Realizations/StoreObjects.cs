using Aspire.Hosting;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>The objects of every store that runs in the cluster, by its realization. Of managed and external ones there are none: the connection is all.</summary>
public sealed class StoreObjects : IKubernetesContributor
{
    private static readonly IStoreRealization[] Realizations =
    [
        new PlainPostgres(),
        new PlainRedis(),
        new PlainKafka(),
        new PlainElasticsearch(),
        new PlainMinio(Realization.Plain),
        new PlainMinio(Realization.Operator),
        new CloudNativePg(),
        new Strimzi(),
        new OperatedRedis(),
        new Eck(),
    ];

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var inside = context.Model.Stores.Where(store => store.IsInside()).ToList();
        var objects = inside.SelectMany(store => Find(store).Objects(new StoreScope(context, store))).ToList();
        return objects.Exists(one => one.Kind == "Certificate") ? PlainTls.AuthorityOf(context).Concat(objects) : objects;
    }

    private static IStoreRealization Find(Store store) =>
        Array.Find(Realizations, one => one.Kind == store.Kind && one.Realization == store.Realization.Realization)
        ?? throw new DistributedApplicationException(
            $"'{store.Name}' is a {store.Kind}, which nothing in a cluster can have as {store.Realization.Realization}: choose another with WithRealization in the AppHost."
        );
}
