using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Settings;
using Platform.Hosting.Publishing.Stores;

namespace Platform.Hosting.Publishing.Model;

/// <summary>The one place that names what the system itself needs to talk to. All else comes from the graph, or is denied.</summary>
internal static class SystemEdges
{
    private const string Any = SystemComponents.Everything;
    private static readonly EdgeEnd Workloads = new(EdgeEndKind.Workload, Any);
    private static readonly EdgeEnd Stores = new(EdgeEndKind.Store, Any);

    public static IEnumerable<Edge> Of(IReadOnlyList<Workload> workloads, IReadOnlyList<Store> stores, StageSettings settings)
    {
        var inside = stores.Where(store => store.IsInside()).ToList();
        EdgePort[] dns = [new("dns", 53, "UDP"), new("dns-tcp", 53)];
        if (workloads.Count > 0)
        {
            yield return Edge(Workloads, System(SystemComponents.Dns), dns, "names are looked up");
            EdgePort[] otlp =
            [
                new(SystemComponents.OtlpEndpoint, SystemComponents.OtlpPort),
                new(SystemComponents.OtlpHttpEndpoint, SystemComponents.OtlpHttpPort),
            ];
            yield return Edge(Workloads, System(SystemComponents.Collector), otlp, "telemetry goes to the collector");
            if (settings.Cluster.EnableIstio)
            {
                yield return Edge(
                    Workloads,
                    System(SystemComponents.Mesh),
                    [new("xds", 15012)],
                    "sidecars get their configuration and certificates"
                );
                yield return Edge(System(SystemComponents.Prometheus), Workloads, [new("http-envoy-prom", 15020)], "sidecars are scraped");
            }
        }
        if (workloads.Any(workload => workload.Exposure is { Tls: true, IsPublic: true }))
        {
            yield return Edge(
                new(EdgeEndKind.Internet, "internet"),
                System(SystemComponents.CertificateSolver),
                [new("http", 8089)],
                "an authority asks whose a host is before it signs a certificate"
            );
        }
        if (settings.Cluster.EnableLogging && stores.FirstOrDefault(KeepsLogs) is { } logs)
        {
            yield return Edge(
                System(SystemComponents.Collector),
                new(EdgeEndKind.Store, logs.Name),
                [new("http", logs.PortOf())],
                "logs are kept"
            );
        }
        if (inside.Count > 0)
        {
            yield return Edge(Stores, System(SystemComponents.Dns), dns, "names are looked up");
        }
        foreach (var edge in inside.SelectMany(OfStore))
        {
            yield return edge;
        }
    }

    /// <summary>The collector writes to an Elasticsearch that runs in the target.</summary>
    private static bool KeepsLogs(Store store) => store.Kind == StoreKind.Elasticsearch && store.IsInside();

    private static IEnumerable<Edge> OfStore(Store store)
    {
        var own = new EdgeEnd(EdgeEndKind.Store, store.Name);
        var isOperated = store.Realization.Realization is Realization.Operator;
        if (isOperated || store.Realization.Instances > 1)
        {
            yield return Edge(own, own, MemberPorts.Replication(store.Kind), $"the members of {store.Name} replicate");
        }
        if (!isOperated && store.Kind is StoreKind.PostgreSql or StoreKind.Kafka or StoreKind.S3)
        {
            yield return Edge(own, own, [new("setup", store.PortOf())], $"a step makes what {store.Name} has for each service");
        }
        yield return Edge(System(SystemComponents.Prometheus), own, [MemberPorts.Metrics(store.Kind)], $"{store.Name} is scraped");
        if (isOperated)
        {
            yield return Edge(
                System(SystemComponents.Operator),
                own,
                MemberPorts.Administration(store.Kind),
                $"the operator runs {store.Name}"
            );
            yield return Edge(
                own,
                System(SystemComponents.KubernetesApi),
                [new("https", 443), new("https-api", 6443)],
                $"{store.Name}'s members tell their state to the operator"
            );
        }
        if (store.Backup is not null)
        {
            yield return Edge(own, System(SystemComponents.Backup), [new("https", 443)], $"{store.Name} is backed up");
        }
    }

    private static EdgeEnd System(string name) => new(EdgeEndKind.System, name);

    private static Edge Edge(EdgeEnd from, EdgeEnd to, IReadOnlyList<EdgePort> ports, string reason) =>
        new($"{from.Name}{(from == Stores ? "stores" : "")}->{to.Name}:{ports[0].Name}", from, to, ports, reason) { IsSystem = true };
}
