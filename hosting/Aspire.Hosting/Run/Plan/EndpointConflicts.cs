using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>Ports that the graph gives to two endpoints.</summary>
internal static class EndpointConflicts
{
    public static IEnumerable<string> Find(IReadOnlyList<IResource> resources) =>
        from resource in resources
        from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
        where endpoint.Port is > 0
        group $"'{resource.Name}' ({endpoint.Name})" by (endpoint.Port, endpoint.Protocol) into same
        where same.Count() > 1
        select $"Port {same.Key.Port} is asked for by {string.Join(" and ", same)}. Give each endpoint a port of its own, or none.";
}
