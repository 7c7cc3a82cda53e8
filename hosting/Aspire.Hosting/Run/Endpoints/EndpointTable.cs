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
}
