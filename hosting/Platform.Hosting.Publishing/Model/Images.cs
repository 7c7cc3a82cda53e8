using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Publishing.Model;

/// <summary>Which image a resource runs: one that this repository builds, or the one that the graph names.</summary>
internal static class Images
{
    public static ImageReference Of(IResource resource, GraphRoles roles)
    {
        if (resource is ProjectResource || resource.HasAnnotationOfType<DockerfileBuildAnnotation>())
        {
            // Repositories are lower case in every registry.
            return new($"{roles.Application}/{resource.Name}".ToLowerInvariant(), roles.Version) { IsOurs = true };
        }
        if (!resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
        {
            throw new DistributedApplicationException(
                $"Container '{resource.Name}' has no image. Name one with .WithImage in the AppHost."
            );
        }
        var repository = string.IsNullOrEmpty(image.Registry) ? image.Image : $"{image.Registry}/{image.Image}";
        return new(repository, image.Tag, image.SHA256 is { Length: > 0 } digest ? $"sha256:{digest}" : null);
    }
}
