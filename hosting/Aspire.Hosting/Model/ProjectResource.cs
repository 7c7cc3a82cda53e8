namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project.</summary>
public class ProjectResource(string name)
    : Resource(name),
        IResourceWithEnvironment,
        IResourceWithArgs,
        IResourceWithServiceDiscovery,
        IResourceWithWaitSupport,
        IResourceWithProbes,
        IComputeResource,
        IContainerFilesDestinationResource
{
    /// <summary>Which endpoints are told to the project in <c>ASPNETCORE_URLS</c> and <c>HTTP_PORTS</c>.</summary>
    internal List<Func<EndpointAnnotation, bool>> EndpointEnvironmentFilters { get; } = [];

    /// <summary>The endpoint made for a project that names none; publishing leaves its target port to the target.</summary>
    internal EndpointAnnotation? DefaultHttpsEndpoint { get; set; }

    internal bool ShouldTellEndpoint(EndpointAnnotation endpoint) => EndpointEnvironmentFilters.All(filter => filter(endpoint));
}
