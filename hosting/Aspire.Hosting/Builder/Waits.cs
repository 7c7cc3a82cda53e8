using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts the resource when another runs and is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => Wait(builder, dependency, WaitType.WaitUntilHealthy, behavior: null);

    /// <summary>Starts the resource when another runs and is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        WaitBehavior waitBehavior
    )
        where T : IResourceWithWaitSupport => Wait(builder, dependency, WaitType.WaitUntilHealthy, waitBehavior);

    /// <summary>Starts the resource when another runs.</summary>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => Wait(builder, dependency, WaitType.WaitUntilStarted, behavior: null);

    /// <summary>Starts the resource when another runs.</summary>
    public static IResourceBuilder<T> WaitForStart<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        WaitBehavior waitBehavior
    )
        where T : IResourceWithWaitSupport => Wait(builder, dependency, WaitType.WaitUntilStarted, waitBehavior);

    /// <summary>Starts the resource when another has ended with an exit code.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        int exitCode = 0
    )
        where T : IResourceWithWaitSupport => Wait(builder, dependency, WaitType.WaitForCompletion, behavior: null, exitCode);

    private static IResourceBuilder<T> Wait<T>(
        IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        WaitType type,
        WaitBehavior? behavior,
        int exitCode = 0
    )
        where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dependency);
        AddWait(builder, dependency.Resource, type, behavior, exitCode);
        return builder.WithRelationship(dependency.Resource, KnownRelationshipTypes.WaitFor);
    }

    private static void AddWait<T>(IResourceBuilder<T> builder, IResource dependency, WaitType type, WaitBehavior? behavior, int exitCode)
        where T : IResourceWithWaitSupport
    {
        IResource waiting = builder.Resource;
        if (ReferenceEquals(waiting, dependency))
        {
            throw new DistributedApplicationException($"The '{waiting.Name}' resource cannot wait for itself.");
        }

        if (waiting is IResourceWithParent { Parent: var own } && ReferenceEquals(own, dependency))
        {
            throw new DistributedApplicationException($"The '{waiting.Name}' resource cannot wait for its parent '{dependency.Name}'.");
        }

        // A child often has no health of its own: a database is there when its server is.
        if (
            type is not WaitType.WaitForCompletion
            && dependency is IResourceWithParent { Parent: var parent }
            && !ReferenceEquals(parent, waiting)
        )
        {
            AddWait(builder, parent, type, behavior, exitCode);
        }

        // A connection string made of other resources is there when these are.
        if (type is not WaitType.WaitForCompletion && dependency is ConnectionStringResource composed)
        {
            foreach (var part in ResourceReferences.In(composed.ConnectionStringExpression).Where(part => !ReferenceEquals(part, waiting)))
            {
                AddWait(builder, part, type, behavior, exitCode);
            }
        }

        var known = waiting
            .Annotations.OfType<WaitAnnotation>()
            .Any(wait =>
                ReferenceEquals(wait.Resource, dependency)
                && wait.WaitType == type
                && wait.WaitBehavior == behavior
                && wait.ExitCode == exitCode
            );
        if (!known)
        {
            builder.WithAnnotation(new WaitAnnotation(dependency, type, exitCode) { WaitBehavior = behavior });
        }
    }
}
