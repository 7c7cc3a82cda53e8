using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Mesh;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores;

namespace Platform.Hosting.Publishing.Kubernetes.Network;

/// <summary>Where the ends of edges are in a cluster's network: pods by labels, what is outside by address.</summary>
internal sealed class NetworkPeers(KubernetesContext context)
{
    private const string NamespaceLabel = "kubernetes.io/metadata.name";

    /// <summary>Where requests from outside come in: the ingress controller's namespace and the mesh's.</summary>
    private static readonly string[] s_entrances = ["ingress-nginx", MeshNames.SystemNamespace];

    /// <summary>The pods of the end that policies can be laid on; null where they are not ours.</summary>
    public (string Namespace, JsonObject Selector)? Pods(EdgeEnd end) =>
        end switch
        {
            { Kind: EdgeEndKind.Workload, Name: SystemComponents.Everything } => (context.ApplicationNamespace, []),
            { Kind: EdgeEndKind.Store, Name: SystemComponents.Everything } => (context.DataNamespace, []),
            { Kind: EdgeEndKind.Workload } => (context.ApplicationNamespace, Labels(context.Selector(end.Name))),
            { Kind: EdgeEndKind.Store } when context.Model.FindStore(end.Name) is { } store && store.IsInside() => (
                context.DataNamespace,
                Labels(context.Selector(end.Name))
            ),
            { Kind: EdgeEndKind.System, Name: SystemComponents.Collector } => (
                context.MonitoringNamespace,
                Labels(context.Selector(SystemComponents.Collector))
            ),
            { Kind: EdgeEndKind.System, Name: SystemComponents.CertificateSolver } => (
                context.ApplicationNamespace,
                Labels(new() { ["acme.cert-manager.io/http01-solver"] = "true" })
            ),
            _ => null,
        };

    /// <summary>The end as a policy's peer.</summary>
    /// <param name="other">The end that the policy is laid on.</param>
    public IEnumerable<JsonObject> Of(EdgeEnd end, EdgeEnd other) =>
        Pods(end) is { } pods
            ? [Peer(pods.Namespace, pods.Selector)]
            : end switch
            {
                { Kind: EdgeEndKind.Internet } => Entrances(),
                { Kind: EdgeEndKind.External } => Ranges(context.Model.FindExternal(end.Name)?.Mock.AddressRanges) ?? [Public()],
                { Kind: EdgeEndKind.Store } => OutsideStore(context.Model.FindStore(end.Name)!),
                { Name: SystemComponents.Dns } => [Peer("kube-system", Labels(new() { ["k8s-app"] = "kube-dns" }))],
                { Name: SystemComponents.Prometheus } =>
                [
                    Peer(context.MonitoringNamespace, Labels(new() { ["app.kubernetes.io/name"] = "prometheus" })),
                ],
                { Name: SystemComponents.Mesh } => [Peer(MeshNames.SystemNamespace, Labels(new() { ["app"] = "istiod" }))],
                { Name: SystemComponents.Operator } => [Peer(OperatorNamespace(other), [])],
                { Name: SystemComponents.KubernetesApi } => Blocks([Cluster.VpcCidr, Cluster.ServiceCidr]),
                { Name: SystemComponents.Backup } => [Public()],
                _ => throw new InvalidOperationException($"Nobody knows where '{end.Name}' is in a cluster's network."),
            };

    /// <summary>Whoever calls from outside comes through an entrance, whatever address it has.</summary>
    public IEnumerable<JsonObject> Callers(EdgeEnd end, EdgeEnd other) => end.Kind is EdgeEndKind.External ? Entrances() : Of(end, other);

    private ClusterConfig Cluster => context.Model.Settings.Cluster;

    private string OperatorNamespace(EdgeEnd store) =>
        context.Model.FindStore(store.Name)?.Kind switch
        {
            StoreKind.PostgreSql => "cnpg-system",
            StoreKind.Kafka => "strimzi-system",
            StoreKind.Redis => "redis-operator",
            StoreKind.Elasticsearch => "elastic-system",
            _ => "minio-operator",
        };

    private static IEnumerable<JsonObject> Entrances() => s_entrances.Select(name => Peer(name, []));

    // A managed store has an address among the machines.
    private IEnumerable<JsonObject> OutsideStore(Store store) =>
        Ranges(store.Realization.AddressRanges)
        ?? (store.Realization.Realization is Realization.Managed ? Blocks([Cluster.VpcCidr]) : [Public()]);

    // No peers at all would mean everybody.
    private static IEnumerable<JsonObject>? Ranges(IReadOnlyList<string>? ranges) => ranges is { Count: > 0 } ? Blocks(ranges) : null;

    private static IEnumerable<JsonObject> Blocks(IReadOnlyList<string> ranges) =>
        ranges.Select(range => new JsonObject { ["ipBlock"] = new JsonObject { ["cidr"] = range } });

    // Of whom no range is declared, and a cloud's object storage, whose addresses change by the week: all but those inside.
    private JsonObject Public() =>
        new()
        {
            ["ipBlock"] = new JsonObject
            {
                ["cidr"] = "0.0.0.0/0",
                ["except"] = NewObject.List([Cluster.VpcCidr, Cluster.PodCidr, Cluster.ServiceCidr]),
            },
        };

    private static JsonObject Labels(JsonObject labels) => new() { ["matchLabels"] = labels };

    private static JsonObject Peer(string space, JsonObject selector)
    {
        var peer = new JsonObject { ["namespaceSelector"] = Labels(new() { [NamespaceLabel] = space }) };
        if (selector.Count > 0)
        {
            peer["podSelector"] = selector;
        }
        return peer;
    }
}
