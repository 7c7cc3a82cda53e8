using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>What a container's declaration asks for and its engine cannot give: a changed program fails, the rest is only warned about.</summary>
internal static class EngineLimits
{
    public static IEnumerable<string> Find(IResource resource, IEngine engine)
    {
        var declared = resource.Annotations.OfType<EngineAnnotation>().LastOrDefault();
        if (
            Image(resource) is { } image
            && declared?.Image is { } own
            && image.Image != own
            && !engine.Honours.HasFlag(ContainerFeatures.Image)
        )
        {
            yield return Refuse(resource, engine, $"the image '{image.Image}'");
        }
        if (
            resource is ContainerResource { Entrypoint: { } entrypoint }
            && entrypoint != declared?.Entrypoint
            && !engine.Honours.HasFlag(ContainerFeatures.Entrypoint)
        )
        {
            yield return Refuse(resource, engine, "an entrypoint");
        }
        if (resource.Annotations.OfType<DockerfileBuildAnnotation>().Any())
        {
            yield return Refuse(resource, engine, "a Dockerfile");
        }
    }

    public static IEnumerable<string> Ignored(IResource resource, IEngine engine)
    {
        var declared = resource.Annotations.OfType<EngineAnnotation>().LastOrDefault();
        var honoured = engine.Honours | (declared?.Carries ?? ContainerFeatures.None);
        if (Image(resource)?.Tag is { } tag && declared?.Tag is { } own && tag != own)
        {
            yield return $"image tag '{tag}'";
        }
        var mounts = resource.Annotations.OfType<ContainerMountAnnotation>().ToList();
        if (mounts.Any(m => m.Type == ContainerMountType.BindMount) && !honoured.HasFlag(ContainerFeatures.BindMounts))
        {
            yield return "bind mounts";
        }
        if (resource.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>().Any())
        {
            yield return "container runtime arguments";
        }
        if (
            resource.Annotations.OfType<ContainerFileSystemCallbackAnnotation>().Any()
            && !honoured.HasFlag(ContainerFeatures.ContainerFiles)
        )
        {
            yield return "container files";
        }
    }

    public static bool IsPersistent(IResource resource) =>
        resource.Annotations.OfType<ContainerLifetimeAnnotation>().LastOrDefault()?.Lifetime == ContainerLifetime.Persistent;

    private static ContainerImageAnnotation? Image(IResource resource) =>
        resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault();

    private static string Refuse(IResource resource, IEngine engine, string what) =>
        $"'{resource.Name}' declares {what}, which the native {engine.Name} engine cannot honour. "
        + "Remove it for the run (inside `if (builder.ExecutionContext.IsPublishMode)`), or run this resource in a container.";
}
