using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>The ports that a publisher gives to a resource's endpoints.</summary>
internal static class EndpointPorts
{
    public static IReadOnlyList<ResolvedEndpoint> Resolve(IResource resource, IPortAllocator ports)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        var (http, https) = resource is ProjectResource ? (First(endpoints, "http"), First(endpoints, "https")) : (null, null);
        return endpoints.ConvertAll(endpoint => Resolve(resource, endpoint, endpoint == http || endpoint == https, ports));
    }

    private static ResolvedEndpoint Resolve(IResource resource, EndpointAnnotation endpoint, bool leftToTarget, IPortAllocator ports)
    {
        var target = endpoint switch
        {
            { TargetPort: { } port } => ResolvedPort.Explicit(port),
            // A container listens on the port that it was said to show.
            { Port: { } port } when resource.IsContainer() => ResolvedPort.Implicit(port),
            _ when leftToTarget => ResolvedPort.None(),
            _ => ResolvedPort.Allocated(ports.AllocatePort()),
        };
        var exposed = (endpoint.Port, target) switch
        {
            ({ } port, _) => ResolvedPort.Explicit(port),
            (null, { Value: { } port }) => ResolvedPort.Implicit(port),
            _ => ResolvedPort.None(),
        };

        foreach (var port in new[] { target.Value, exposed.Value })
        {
            if (port is { } used)
            {
                ports.AddUsedPort(used);
            }
        }

        return new()
        {
            Endpoint = endpoint,
            TargetPort = target,
            ExposedPort = exposed,
        };
    }

    private static EndpointAnnotation? First(List<EndpointAnnotation> endpoints, string scheme) =>
        endpoints.Find(endpoint => endpoint.UriScheme == scheme);
}
