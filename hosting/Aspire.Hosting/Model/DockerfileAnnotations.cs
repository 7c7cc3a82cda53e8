namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image is built from a Dockerfile.</summary>
public class DockerfileBuildAnnotation(string contextPath, string dockerfilePath, string? stage) : IResourceAnnotation
{
    /// <summary>The build context; absolute.</summary>
    public string ContextPath { get; } = contextPath ?? throw new ArgumentNullException(nameof(contextPath));

    /// <summary>The Dockerfile; absolute.</summary>
    public string DockerfilePath { get; } = dockerfilePath ?? throw new ArgumentNullException(nameof(dockerfilePath));

    /// <summary>The stage that is built; null for the last.</summary>
    public string? Stage { get; } = stage;

    public Dictionary<string, object?> BuildArguments { get; } = [];

    public Dictionary<string, object> BuildSecrets { get; } = [];

    /// <summary>Makes the Dockerfile's text; null where the file is there.</summary>
    public Func<DockerfileFactoryContext, Task<string>>? DockerfileFactory { get; init; }

    public string? ImageName { get; set; }

    public string? ImageTag { get; set; }

    /// <summary>The text of the <c>.dockerignore</c> that goes with the context; null to leave it as it is.</summary>
    public string? BuildContextIgnoreContent { get; set; }

    /// <summary>False where the image only holds files for others.</summary>
    public bool HasEntrypoint { get; set; } = true;

    /// <summary>Writes the Dockerfile that <see cref="DockerfileFactory"/> makes, if there is one, to <see cref="DockerfilePath"/>.</summary>
    public async Task MaterializeDockerfileAsync(DockerfileFactoryContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (DockerfileFactory is { } make)
        {
            await File.WriteAllTextAsync(DockerfilePath, await make(context).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Writes the Dockerfile, made or copied, and its ignore file to a path. Default: <see cref="DockerfilePath"/>.</summary>
    public async Task EmitDockerfileArtifactsAsync(DockerfileFactoryContext context, string? dockerfilePath = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var target = dockerfilePath ?? DockerfilePath;
        if (DockerfileFactory is { } make)
        {
            await File.WriteAllTextAsync(target, await make(context).ConfigureAwait(false), context.CancellationToken)
                .ConfigureAwait(false);
        }
        else if (!string.Equals(target, DockerfilePath, StringComparison.Ordinal))
        {
            File.Copy(DockerfilePath, target, overwrite: true);
        }

        if (BuildContextIgnoreContent is { } ignored)
        {
            await File.WriteAllTextAsync($"{target}.dockerignore", ignored, context.CancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>What the making of a Dockerfile works on.</summary>
public sealed class DockerfileFactoryContext
{
    public required IServiceProvider Services { get; init; }

    public required IResource Resource { get; init; }

    public CancellationToken CancellationToken { get; init; }
}
