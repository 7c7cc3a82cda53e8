using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A program or project that is published as a container built from a Dockerfile.</summary>
internal static class DockerfilePublishing
{
    public static IResourceBuilder<T> Replace<T>(
        IResourceBuilder<T> builder,
        string contextPath,
        Action<IResourceBuilder<ContainerResource>>? configure
    )
        where T : IResource
    {
        var application = builder.ApplicationBuilder;
        if (application.ExecutionContext.IsRunMode)
        {
            return builder;
        }

        if (
            application
                .Resources.OfType<PublishedContainerResource>()
                .FirstOrDefault(known => ReferenceEquals(known.Source, builder.Resource)) is
            { } known
        )
        {
            configure?.Invoke(application.CreateResourceBuilder<ContainerResource>(known));
            return builder;
        }

        var container = new PublishedContainerResource(builder.Resource);
        application.Resources.Remove(builder.Resource);
        var published = application.AddResource<ContainerResource>(container);
        published.WithDockerfile(contextPath);
        configure?.Invoke(published);
        return builder;
    }
}

/// <summary>The container that stands for another resource in publishing; it shares its annotations.</summary>
internal sealed class PublishedContainerResource(IResource source) : ContainerResource(source.Name)
{
    public IResource Source { get; } = source;

    public override ResourceAnnotationCollection Annotations => Source.Annotations;
}
