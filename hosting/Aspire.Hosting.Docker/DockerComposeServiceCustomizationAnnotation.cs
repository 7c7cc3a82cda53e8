using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting.Docker;

/// <summary>Changes the resource's service before it is written.</summary>
public sealed class DockerComposeServiceCustomizationAnnotation(Action<DockerComposeServiceResource, Service> configure)
    : IResourceAnnotation
{
    public Action<DockerComposeServiceResource, Service> Configure { get; } =
        configure ?? throw new ArgumentNullException(nameof(configure));
}
