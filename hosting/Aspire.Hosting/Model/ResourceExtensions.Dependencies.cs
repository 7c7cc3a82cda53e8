namespace Aspire.Hosting.ApplicationModel;

/// <summary>How far dependencies are followed.</summary>
public enum ResourceDependencyDiscoveryMode
{
    /// <summary>To those of dependencies as well.</summary>
    Recursive,

    DirectOnly,
}

/// <summary>How dependencies are found.</summary>
public sealed class ResourceDependencyDiscoveryOptions
{
    public ResourceDependencyDiscoveryMode DiscoveryMode { get; init; }

    /// <summary>Whether callbacks may be asked once only. They are always asked anew here, which is as right and costs little.</summary>
    public bool CacheAnnotationCallbackResults { get; init; }
}

public static partial class ResourceExtensions
{
    /// <summary>The resources that this one needs: its parent, those it waits for, those in its environment, arguments and connection string.</summary>
    public static Task<IReadOnlySet<IResource>> GetResourceDependenciesAsync(
        this IResource resource,
        DistributedApplicationExecutionContext executionContext,
        ResourceDependencyDiscoveryMode mode = ResourceDependencyDiscoveryMode.Recursive,
        CancellationToken cancellationToken = default
    ) =>
        resource.GetResourceDependenciesAsync(
            executionContext,
            new ResourceDependencyDiscoveryOptions { DiscoveryMode = mode },
            cancellationToken
        );

    /// <inheritdoc cref="GetResourceDependenciesAsync(IResource, DistributedApplicationExecutionContext, ResourceDependencyDiscoveryMode, CancellationToken)"/>
    public static async Task<IReadOnlySet<IResource>> GetResourceDependenciesAsync(
        this IResource resource,
        DistributedApplicationExecutionContext executionContext,
        ResourceDependencyDiscoveryOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(executionContext);
        ArgumentNullException.ThrowIfNull(options);
        var found = new HashSet<IResource>(ReferenceEqualityComparer.Instance);
        var pending = new Queue<IResource>([resource]);
        while (pending.TryDequeue(out var current))
        {
            foreach (var dependency in await DirectDependenciesAsync(current, executionContext, cancellationToken).ConfigureAwait(false))
            {
                if (
                    !ReferenceEquals(dependency, resource)
                    && found.Add(dependency)
                    && options.DiscoveryMode is ResourceDependencyDiscoveryMode.Recursive
                )
                {
                    pending.Enqueue(dependency);
                }
            }
        }

        return found;
    }

    private static async Task<IEnumerable<IResource>> DirectDependenciesAsync(
        IResource resource,
        DistributedApplicationExecutionContext executionContext,
        CancellationToken cancellationToken
    )
    {
        var values = new List<object?>();
        values.AddRange(resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource));
        if (resource.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect))
        {
            values.Add(redirect.Resource);
        }

        values.Add((resource as IResourceWithParent)?.Parent);
        values.Add((resource as IResourceWithConnectionString)?.ConnectionStringExpression);
        values.Add((resource as ExternalServiceResource)?.UrlParameter);
        values.AddRange(
            (
                await EnvironmentEvaluator
                    .CollectAsync(resource, executionContext, cancellationToken: cancellationToken)
                    .ConfigureAwait(false)
            ).Values
        );
        values.AddRange(
            await ArgumentsEvaluator.CollectAsync(resource, executionContext, cancellationToken: cancellationToken).ConfigureAwait(false)
        );
        return values.SelectMany(ResourceReferences.In).Distinct();
    }
}
