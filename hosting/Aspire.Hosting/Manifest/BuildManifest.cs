using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary><c>build</c>: how an image is made from a Dockerfile.</summary>
internal static class BuildManifest
{
    public static async Task WriteAsync(ManifestPublishingContext context, ContainerResource container, DockerfileBuildAnnotation build)
    {
        var writer = context.Writer;
        writer.WriteStartObject("build");
        writer.WriteString("context", context.GetManifestRelativePath(build.ContextPath));
        writer.WriteString(
            "dockerfile",
            context.GetManifestRelativePath(await DockerfileAsync(context, container, build).ConfigureAwait(false))
        );
        if (build.Stage is { } stage)
        {
            writer.WriteString("stage", stage);
        }

        if (!build.HasEntrypoint)
        {
            writer.WriteBoolean("buildOnly", true);
        }

        await WriteArgumentsAsync(context, build).ConfigureAwait(false);
        await WriteSecretsAsync(context, build).ConfigureAwait(false);
        writer.WriteEndObject();
    }

    // A Dockerfile made by code is laid beside the manifest.
    private static async Task<string> DockerfileAsync(
        ManifestPublishingContext context,
        ContainerResource container,
        DockerfileBuildAnnotation build
    )
    {
        if (build.DockerfileFactory is null)
        {
            return build.DockerfilePath;
        }

        var path = Path.Combine(Path.GetDirectoryName(context.ManifestPath)!, $"{container.Name}.Dockerfile");
        var making = new DockerfileFactoryContext
        {
            Resource = container,
            Services = context.ExecutionContext.Services,
            CancellationToken = context.CancellationToken,
        };
        await build.EmitDockerfileArtifactsAsync(making, path).ConfigureAwait(false);
        return path;
    }

    private static async Task WriteArgumentsAsync(ManifestPublishingContext context, DockerfileBuildAnnotation build)
    {
        if (build.BuildArguments.Count == 0)
        {
            return;
        }

        context.Writer.WriteStartObject("args");
        foreach (var (name, value) in build.BuildArguments)
        {
            context.Writer.WriteString(name, await context.PrintAsync(value).ConfigureAwait(false));
        }

        context.Writer.WriteEndObject();
    }

    private static async Task WriteSecretsAsync(ManifestPublishingContext context, DockerfileBuildAnnotation build)
    {
        if (build.BuildSecrets.Count == 0)
        {
            return;
        }

        var writer = context.Writer;
        writer.WriteStartObject("secrets");
        foreach (var (name, value) in build.BuildSecrets)
        {
            writer.WriteStartObject(name);
            if (value is FileInfo file)
            {
                writer.WriteString("type", "file");
                writer.WriteString("source", context.GetManifestRelativePath(file.FullName));
            }
            else
            {
                writer.WriteString("type", "env");
                writer.WriteString("value", await context.PrintAsync(value).ConfigureAwait(false));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
