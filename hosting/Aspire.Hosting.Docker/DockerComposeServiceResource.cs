using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker;

/// <summary>A resource as a service of a Compose file.</summary>
public class DockerComposeServiceResource(string name, IResource resource, DockerComposeEnvironmentResource composeEnvironmentResource)
    : Resource(name),
        IResourceWithParent<DockerComposeEnvironmentResource>
{
    /// <summary>The file that it stands in.</summary>
    public DockerComposeEnvironmentResource Parent { get; } =
        composeEnvironmentResource ?? throw new ArgumentNullException(nameof(composeEnvironmentResource));

    /// <summary>The resource that the service is made of.</summary>
    internal IResource TargetResource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));
}
