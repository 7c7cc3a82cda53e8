using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Adds a container that is built from a Dockerfile.</summary>
    /// <param name="contextPath">The build context; relative to the AppHost's directory.</param>
    /// <param name="dockerfilePath">Relative to the context. Default: Dockerfile.</param>
    /// <param name="stage">Default: the last.</param>
    public static IResourceBuilder<ContainerResource> AddDockerfile(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string contextPath,
        string? dockerfilePath = null,
        string? stage = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithDockerfile(contextPath, dockerfilePath, stage);
    }

    /// <summary>Adds a container that is built from a Dockerfile that a callback makes.</summary>
    public static IResourceBuilder<ContainerResource> AddDockerfileFactory(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string contextPath,
        Func<DockerfileFactoryContext, string> dockerfileFactory,
        string? stage = null
    )
    {
        ArgumentNullException.ThrowIfNull(dockerfileFactory);
        return builder.AddDockerfileFactory(name, contextPath, context => Task.FromResult(dockerfileFactory(context)), stage);
    }

    /// <summary>Adds a container that is built from a Dockerfile that a callback makes.</summary>
    public static IResourceBuilder<ContainerResource> AddDockerfileFactory(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string contextPath,
        Func<DockerfileFactoryContext, Task<string>> dockerfileFactory,
        string? stage = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithDockerfileFactory(contextPath, dockerfileFactory, stage);
    }

    /// <summary>Builds the image from a Dockerfile.</summary>
    /// <param name="contextPath">The build context; relative to the AppHost's directory.</param>
    /// <param name="dockerfilePath">Relative to the context. Default: Dockerfile.</param>
    /// <param name="stage">Default: the last.</param>
    public static IResourceBuilder<T> WithDockerfile<T>(
        this IResourceBuilder<T> builder,
        string contextPath,
        string? dockerfilePath = null,
        string? stage = null
    )
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(contextPath);
        var context = builder.ApplicationBuilder.FullPath(contextPath);
        var dockerfile = Path.GetFullPath(dockerfilePath ?? "Dockerfile", context);
        return BuiltFrom(builder, new DockerfileBuildAnnotation(context, dockerfile, stage));
    }

    /// <summary>Builds the image from a Dockerfile that a callback makes.</summary>
    public static IResourceBuilder<T> WithDockerfileFactory<T>(
        this IResourceBuilder<T> builder,
        string contextPath,
        Func<DockerfileFactoryContext, string> dockerfileFactory,
        string? stage = null
    )
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(dockerfileFactory);
        return builder.WithDockerfileFactory(contextPath, context => Task.FromResult(dockerfileFactory(context)), stage);
    }

    /// <summary>Builds the image from a Dockerfile that a callback makes.</summary>
    public static IResourceBuilder<T> WithDockerfileFactory<T>(
        this IResourceBuilder<T> builder,
        string contextPath,
        Func<DockerfileFactoryContext, Task<string>> dockerfileFactory,
        string? stage = null
    )
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(contextPath);
        ArgumentNullException.ThrowIfNull(dockerfileFactory);
        var context = builder.ApplicationBuilder.FullPath(contextPath);
        var dockerfile = Path.Combine(Path.GetTempPath(), $"{builder.Resource.Name}-{Guid.NewGuid():n}.Dockerfile");
        return BuiltFrom(builder, new DockerfileBuildAnnotation(context, dockerfile, stage) { DockerfileFactory = dockerfileFactory });
    }

    /// <summary>Sets a build argument; null takes it from the builder's environment.</summary>
    /// <exception cref="InvalidOperationException">The resource is not built from a Dockerfile.</exception>
    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, object? value)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Build(builder, nameof(WithBuildArg)).BuildArguments[name] = value;
        return builder;
    }

    /// <summary>Sets a build argument to a parameter's value.</summary>
    /// <exception cref="InvalidOperationException">The parameter is secret: arguments stay in the image's history.</exception>
    public static IResourceBuilder<T> WithBuildArg<T>(
        this IResourceBuilder<T> builder,
        string name,
        IResourceBuilder<ParameterResource> value
    )
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Resource.Secret
            ? throw new InvalidOperationException(
                $"Cannot add secret parameter '{value.Resource.Name}' as a build argument of '{builder.Resource.Name}': arguments stay in the image. Use WithBuildSecret."
            )
            : builder.WithBuildArg(name, (object)value.Resource);
    }

    /// <summary>Lets the build read a parameter's value as a secret.</summary>
    /// <exception cref="InvalidOperationException">The resource is not built from a Dockerfile.</exception>
    public static IResourceBuilder<T> WithBuildSecret<T>(
        this IResourceBuilder<T> builder,
        string name,
        IResourceBuilder<ParameterResource> value
    )
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        Build(builder, nameof(WithBuildSecret)).BuildSecrets[name] = value.Resource;
        return builder;
    }

    private static IResourceBuilder<T> BuiltFrom<T>(IResourceBuilder<T> builder, DockerfileBuildAnnotation build)
        where T : ContainerResource
    {
        build.ImageName = builder.Resource.Name.ToLowerInvariant();
        build.ImageTag = "latest";
        builder.WithAnnotation(build, ResourceAnnotationMutationBehavior.Replace).WithImage(build.ImageName, build.ImageTag);
        return builder.WithImageRegistry(null);
    }

    private static DockerfileBuildAnnotation Build<T>(IResourceBuilder<T> builder, string caller)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build)
            ? build
            : throw new InvalidOperationException(
                $"Resource '{builder.Resource.Name}' is not built from a Dockerfile. Call WithDockerfile before {caller}."
            );
    }
}
