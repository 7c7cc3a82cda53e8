using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    /// <summary>The resource's endpoints with the ports that a publisher gives them.</summary>
    /// <param name="portAllocator">Chooses the ports that nothing fixes; share one among the resources that are published together.</param>
    public static IReadOnlyList<ResolvedEndpoint> ResolveEndpoints(this IResource resource, IPortAllocator? portAllocator = null)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return EndpointPorts.Resolve(resource, portAllocator ?? new PortAllocator());
    }
}
