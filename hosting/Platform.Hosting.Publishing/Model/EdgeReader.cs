using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Stores;

namespace Platform.Hosting.Publishing.Model;

/// <summary>The graph's own edges: who refers to whom.</summary>
internal sealed class EdgeReader(
    GraphRoles roles,
    IReadOnlyList<ReadWorkload> workloads,
    IReadOnlyDictionary<string, Store> stores,
    IReadOnlyDictionary<string, ExternalSystem> externals
)
{
    private readonly EdgeCollector edges = new();
    private readonly HashSet<string> mocks = [.. workloads.Where(read => read.Workload.IsMock).Select(read => read.Workload.Name)];

    /// <param name="callers">What the values of systems outside name, by the system's name: whom they call back.</param>
    /// <param name="allowed">What settings allow beside the graph.</param>
    public IReadOnlyList<Edge> Read(IReadOnlyList<(string External, PartPrinter Named)> callers, IReadOnlyList<AllowedConnection> allowed)
    {
        foreach (var (workload, named) in workloads)
        {
            AddExposure(workload);
            AddEndpoints(End(workload), workload.Name, named);
            AddReferences(workload);
            AddConnections(workload);
            AddExternals(workload, named);
        }
        foreach (var (workload, named) in workloads)
        {
            AddCallbacks(workload, named);
            AddTokenChecks(workload);
        }
        foreach (var (external, named) in callers)
        {
            AddEndpoints(new(EdgeEndKind.External, external), external, named);
        }
        foreach (var (index, connection) in allowed.Index())
        {
            AddAllowed(connection, $"Deployment:{roles.Stage.Name()}:Network:AllowedConnections:{index}");
        }
        return edges.Edges;
    }

    private void AddAllowed(AllowedConnection allowed, string path) =>
        edges.Add(
            Named(allowed.FromService, $"{path}:FromService"),
            Named(allowed.ToService, $"{path}:ToService"),
            new($"{allowed.Port}", allowed.Port, allowed.Protocol.ToLowerInvariant()),
            allowed.Reason.Length > 0 ? allowed.Reason : $"allowed by {path}"
        );

    private EdgeEnd Named(string name, string path) =>
        roles.OfName(name) switch
        {
            Role.Workload => new(EdgeEndKind.Workload, name),
            Role.Store => new(EdgeEndKind.Store, name),
            Role.External or Role.Connected => new(EdgeEndKind.External, name),
            _ => throw new DistributedApplicationException(
                $"{path}: '{name}' is no component of {roles.Stage.Name()}. Name one of the graph's resources that is published there."
            ),
        };

    private static EdgeEnd End(Workload workload) => new(EdgeEndKind.Workload, workload.Name);

    private void AddExposure(Workload workload)
    {
        var shown = workload.Ports.Where(port => port.IsExternal).ToList();
        if (shown.Count == 0 && workload.Exposure is not null)
        {
            shown = [.. workload.Ports.Where(port => port.Scheme is "http" or "https").Take(1)];
        }
        foreach (var port in shown)
        {
            edges.Add(
                new(EdgeEndKind.Internet, "internet"),
                End(workload),
                port,
                workload.Exposure is { IsPublic: false }
                    ? $"{workload.Name} is shown to the organisation's networks"
                    : $"{workload.Name} is shown to the outside"
            );
        }
    }

    private void AddEndpoints(EdgeEnd from, string name, PartPrinter named)
    {
        foreach (var use in named.Uses)
        {
            var kind = stores.ContainsKey(use.Component) ? EdgeEndKind.Store : EdgeEndKind.Workload;
            edges.Add(from, new(kind, use.Component), use.Port, $"{name} refers to {use.Component}", Detail(use));
        }
    }

    /// <summary>Variables that WithReference sets say no more than that there is a reference.</summary>
    private static string? Detail(EndpointUse use) =>
        use.Variable.StartsWith("services__", StringComparison.Ordinal)
        || use.Variable == $"{VariableName.Of(use.Component)}_{VariableName.Of(use.Port.Name)}"
            ? null
            : use.Variable;

    /// <summary>References count whether or not they put anything into the environment.</summary>
    private void AddReferences(Workload workload)
    {
        foreach (var reference in workload.Resource.Annotations.OfType<EndpointReferenceAnnotation>())
        {
            var callee = reference.Resource;
            if (roles.Of(callee) is not (Role.Workload or Role.Store) || callee.Name == workload.Name)
            {
                continue;
            }
            var kind = roles.Of(callee) is Role.Store ? EdgeEndKind.Store : EdgeEndKind.Workload;
            var ports = roles
                .PortsOf(callee)
                .Where(port =>
                    (reference.UseAllEndpoints && !port.Endpoint.ExcludeReferenceEndpoint) || reference.EndpointNames.Any(port.Is)
                );
            foreach (var port in ports)
            {
                edges.Add(End(workload), new(kind, callee.Name), port.Port, $"{workload.Name} refers to {callee.Name}");
            }
        }
    }

    private void AddConnections(Workload workload)
    {
        foreach (var use in workload.Connections)
        {
            var store = stores[use.Store];
            var endpoint = StoreKinds.PrimaryEndpoint(store.Resource).EndpointName;
            var port = roles.PortsOf(store.Resource).First(port => port.Is(endpoint)).Port with { Number = store.PortOf() };
            var reason = $"{workload.Name} refers to {store.Name}";
            edges.Add(End(workload), new(EdgeEndKind.Store, store.Name), port, reason, use.Child);
            foreach (var topic in use.Topics)
            {
                edges.Add(End(workload), new(EdgeEndKind.Store, store.Name), port, reason, $"{Does(topic.Access)} {topic.Topic}");
            }
            foreach (var bucket in use.Buckets)
            {
                edges.Add(End(workload), new(EdgeEndKind.Store, store.Name), port, reason, $"{Does(bucket.Access)} {bucket.Bucket}");
            }
        }
    }

    private static string Does(DataAccess access) => access is DataAccess.Write ? "writes" : "reads";

    private void AddExternals(Workload workload, PartPrinter named)
    {
        var related = workload
            .Resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Where(relation => relation.Type is KnownRelationshipTypes.Reference)
            .Select(relation => relation.Resource);
        foreach (var resource in named.Externals.Select(use => use.Resource).Concat(related))
        {
            if (externals.TryGetValue(resource.Name, out var external))
            {
                edges.Add(
                    End(workload),
                    new(EdgeEndKind.External, external.Name),
                    ExternalReader.HasPort(external) ? new("", external.Mock.Port, "tcp") : null,
                    $"{workload.Name} refers to {external.Name}, which is outside"
                );
            }
        }
    }

    /// <summary>Who checks tokens where they come in fetches the issuer's keys.</summary>
    private void AddTokenChecks(Workload issuer)
    {
        if (issuer.Intent<TokenIssuer>() is { } tokens && issuer.Ports.FirstOrDefault(port => port.Scheme is "http") is { } port)
        {
            foreach (var checker in tokens.CheckedBy.Where(name => roles.OfName(name) is Role.Workload && name != issuer.Name))
            {
                edges.Add(new(EdgeEndKind.Workload, checker), End(issuer), port, $"{checker} fetches the keys of {issuer.Name}");
            }
        }
    }

    /// <summary>Who has its own address in its values hands it to the systems of others that it calls: they call back.</summary>
    private void AddCallbacks(Workload workload, PartPrinter named)
    {
        if (named.HandedOut.Count == 0)
        {
            return;
        }
        var called = edges.Callees(End(workload)).Where(PlaysSomebodyElse).Distinct().ToList();
        foreach (var other in called)
        {
            foreach (var port in named.HandedOut)
            {
                edges.Add(other, End(workload), port, $"{workload.Name} hands its own address to {other.Name}, which calls back");
            }
        }
    }

    private bool PlaysSomebodyElse(EdgeEnd end) =>
        end.Kind switch
        {
            EdgeEndKind.Workload => mocks.Contains(end.Name),
            EdgeEndKind.External => externals[end.Name].Intent<MockIntent>() is not null,
            _ => false,
        };
}
