using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>The bound endpoints of the graph, by resource.</summary>
internal sealed class EndpointTable
{
    private readonly Dictionary<IResource, List<BoundEndpoint>> _endpoints = [];

    public IReadOnlyList<BoundEndpoint> this[IResource resource] => _endpoints.GetValueOrDefault(resource) ?? [];

    public void Add(IResource resource, BoundEndpoint endpoint)
    {
        if (!_endpoints.TryGetValue(resource, out var all))
        {
            _endpoints[resource] = all = [];
        }
        all.Add(endpoint);
    }

    /// <summary>The port that the instance itself listens on, for probes that must not be balanced; null when it is not known.</summary>
    public int? TargetPort(PlannedResource planned, string instanceId, EndpointAnnotation endpoint) =>
        this[planned.Resource].FirstOrDefault(e => e.Annotation == endpoint)?.TargetPort(planned.InstanceIds.IndexOf(instanceId));
}
