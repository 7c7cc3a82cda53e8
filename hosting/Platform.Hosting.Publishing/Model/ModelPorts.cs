using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.JavaScript;
using Aspire.Hosting.Publishing;

namespace Platform.Hosting.Publishing.Model;

/// <summary>A port, and the endpoints of the graph that lead to it.</summary>
internal sealed record ModelPort(WorkloadPort Port, EndpointAnnotation Endpoint, IReadOnlyList<string> OtherEndpoints)
{
    public bool Is(string endpoint) => Is(Port.Name, endpoint) || OtherEndpoints.Any(other => Is(other, endpoint));

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The ports of a resource's container.</summary>
internal static class ModelPorts
{
    private const int ProjectPort = 8080;

    public static IReadOnlyList<ModelPort> Of(IResource resource)
    {
        var resolved = EndpointPorts.Resolve(resource, new PortAllocator());
        var isHttpOnly = resource is ProjectResource or PublishedContainerResource { Source: JavaScriptAppResource };
        var (kept, dropped) = (new List<ResolvedEndpoint>(), new List<ResolvedEndpoint>());
        foreach (var endpoint in resolved)
        {
            (isHttpOnly && endpoint.Endpoint.UriScheme is "https" ? dropped : kept).Add(endpoint);
        }
        if (dropped.Count > 0 && !kept.Exists(endpoint => endpoint.Endpoint.UriScheme is "http"))
        {
            throw new DistributedApplicationException(
                $"'{resource.Name}' has an https endpoint only. In a deployment TLS ends at the ingress or in the mesh: add .WithHttpEndpoint() to it in the AppHost."
            );
        }

        // Who means the https endpoint reaches the same application at its first http endpoint.
        var stoodFor = dropped.ConvertAll(endpoint => endpoint.Endpoint.Name);
        var used = kept.Select(endpoint => endpoint.TargetPort.Value).OfType<int>().ToHashSet();
        var ports = new List<ModelPort>(kept.Count);
        foreach (var endpoint in kept)
        {
            IReadOnlyList<string> others = [];
            if (stoodFor.Count > 0 && endpoint.Endpoint.UriScheme is "http")
            {
                others = stoodFor;
                stoodFor = [];
            }
            ports.Add(new(Port(endpoint, endpoint.TargetPort.Value ?? Free(used)), endpoint.Endpoint, others));
        }
        return ports;
    }

    private static WorkloadPort Port(ResolvedEndpoint resolved, int number) =>
        new(
            resolved.Endpoint.Name,
            number,
            resolved.Endpoint.UriScheme,
            resolved.Endpoint.IsExternal,
            resolved.ExposedPort is { IsImplicit: false, Value: { } port } ? port : null
        );

    private static int Free(HashSet<int> used)
    {
        var port = ProjectPort;
        while (!used.Add(port))
        {
            port++;
        }
        return port;
    }
}
