using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    /// <summary>The image with registry and tag or digest; of a resource that is built, the name it is built under.</summary>
    public static bool TryGetContainerImageName(this IResource resource, [NotNullWhen(true)] out string? imageName) =>
        resource.TryGetContainerImageName(useBuiltImage: true, out imageName);

    /// <summary>The image with registry and tag or digest.</summary>
    /// <param name="useBuiltImage">True to give, for a resource that is built, the name it is built under.</param>
    public static bool TryGetContainerImageName(this IResource resource, bool useBuiltImage, [NotNullWhen(true)] out string? imageName)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (
            useBuiltImage
            && resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build)
            && build.ImageName is { Length: > 0 } built
        )
        {
            imageName = build.ImageTag is { Length: > 0 } tag ? $"{built}:{tag}" : built;
            return true;
        }

        imageName = null;
        if (resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
        {
            var registry = string.IsNullOrEmpty(image.Registry) ? "" : $"{image.Registry}/";
            var version =
                !string.IsNullOrEmpty(image.SHA256) ? $"@sha256:{image.SHA256}"
                : !string.IsNullOrEmpty(image.Tag) ? $":{image.Tag}"
                : "";
            imageName = $"{registry}{image.Image}{version}";
        }

        return imageName is not null;
    }

    /// <summary>Whether publishing leaves the resource out.</summary>
    public static bool IsExcludedFromPublish(this IResource resource) =>
        resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var said)
        && said == ManifestPublishingCallbackAnnotation.Ignore;

    /// <summary>Whether publishing builds an image for the resource.</summary>
    public static bool RequiresImageBuild(this IResource resource) =>
        !resource.IsExcludedFromPublish() && (resource is ProjectResource || resource.HasAnnotationOfType<DockerfileBuildAnnotation>());

    /// <summary>Whether publishing builds an image for the resource and pushes it.</summary>
    public static bool RequiresImageBuildAndPush(this IResource resource) =>
        resource.RequiresImageBuild() && (!resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build) || build.HasEntrypoint);

    /// <summary>The compute environment that was chosen for the resource, or null.</summary>
    public static IComputeEnvironmentResource? GetComputeEnvironment(this IResource resource) =>
        resource.TryGetLastAnnotation<ComputeEnvironmentAnnotation>(out var chosen) ? chosen.ComputeEnvironment : null;

    /// <summary>What the resource is deployed as, in the environment given, the one chosen for it, or the only one.</summary>
    /// <exception cref="InvalidOperationException">It is deployed to several and none is chosen.</exception>
    public static DeploymentTargetAnnotation? GetDeploymentTargetAnnotation(
        this IResource resource,
        IComputeEnvironmentResource? targetComputeEnvironment = null
    )
    {
        ArgumentNullException.ThrowIfNull(resource);
        var targets = resource.Annotations.OfType<DeploymentTargetAnnotation>().ToList();
        if ((targetComputeEnvironment ?? resource.GetComputeEnvironment()) is { } wanted)
        {
            return targets.LastOrDefault(target => ReferenceEquals(target.ComputeEnvironment, wanted));
        }

        return targets.Count <= 1
            ? targets.FirstOrDefault()
            : throw new InvalidOperationException(
                $"Resource '{resource.Name}' has several compute environments: {string.Join(", ", targets.Select(t => t.ComputeEnvironment?.Name))}. Choose one with WithComputeEnvironment."
            );
    }
}
