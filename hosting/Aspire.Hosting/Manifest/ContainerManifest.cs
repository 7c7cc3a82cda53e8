using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary><c>container.v0</c>, or <c>container.v1</c> with a Dockerfile or a deployment target.</summary>
internal static class ContainerManifest
{
    public static async Task WriteAsync(ManifestPublishingContext context, ContainerResource container)
    {
        var writer = context.Writer;
        var deploymentTarget = container.GetDeploymentTargetAnnotation();
        var hasDockerfile = container.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build);

        writer.WriteString("type", hasDockerfile || deploymentTarget is not null ? "container.v1" : "container.v0");
        context.WriteConnectionString(container);
        if (hasDockerfile)
        {
            await BuildManifest.WriteAsync(context, container, build!).ConfigureAwait(false);
        }
        else if (container.TryGetContainerImageName(out var image))
        {
            writer.WriteString("image", image);
        }
        else
        {
            throw new DistributedApplicationException($"Container '{container.Name}' has no image. Name one with WithImage.");
        }

        await DeploymentManifest.WriteAsync(context, deploymentTarget).ConfigureAwait(false);
        if (container.Entrypoint is { } entrypoint)
        {
            writer.WriteString("entrypoint", entrypoint);
        }

        await context.WriteCommandLineArgumentsAsync(container).ConfigureAwait(false);
        ContainerFilesManifest.Write(context, container);
        MountsManifest.Write(context, container);
        await context.WriteEnvironmentVariablesAsync(container).ConfigureAwait(false);
        context.WriteBindings(container);
    }
}
