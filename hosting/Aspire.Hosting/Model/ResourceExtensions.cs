using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is asked about resources.</summary>
public static partial class ResourceExtensions
{
    /// <summary>The last annotation of a type.</summary>
    public static bool TryGetLastAnnotation<T>(this IResource resource, [NotNullWhen(true)] out T? annotation)
        where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);
        annotation = resource.Annotations.OfType<T>().LastOrDefault();
        return annotation is not null;
    }

    /// <summary>All annotations of a type; null where there are none.</summary>
    public static bool TryGetAnnotationsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result)
        where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Some(resource.Annotations.OfType<T>(), out result);
    }

    public static bool HasAnnotationOfType<T>(this IResource resource)
        where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Annotations.OfType<T>().Any();
    }

    /// <summary>All annotations of a type on the resource, its parent, that one's parent and so on; null where there are none.</summary>
    public static bool TryGetAnnotationsIncludingAncestorsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result)
        where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Some(WithAncestors(resource).SelectMany(one => one.Annotations.OfType<T>()), out result);
    }

    public static bool HasAnnotationIncludingAncestorsOfType<T>(this IResource resource)
        where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WithAncestors(resource).Any(one => one.HasAnnotationOfType<T>());
    }

    public static bool TryGetEnvironmentVariables(
        this IResource resource,
        [NotNullWhen(true)] out IEnumerable<EnvironmentCallbackAnnotation>? environmentVariables
    ) => resource.TryGetAnnotationsOfType(out environmentVariables);

    public static bool TryGetContainerMounts(
        this IResource resource,
        [NotNullWhen(true)] out IEnumerable<ContainerMountAnnotation>? volumeMounts
    ) => resource.TryGetAnnotationsOfType(out volumeMounts);

    public static bool TryGetEndpoints(this IResource resource, [NotNullWhen(true)] out IEnumerable<EndpointAnnotation>? endpoints) =>
        resource.TryGetAnnotationsOfType(out endpoints);

    public static bool TryGetUrls(this IResource resource, [NotNullWhen(true)] out IEnumerable<ResourceUrlAnnotation>? urls) =>
        resource.TryGetAnnotationsOfType(out urls);

    /// <summary>The endpoints that are declared so far.</summary>
    public static IEnumerable<EndpointReference> GetEndpoints(this IResourceWithEndpoints resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new EndpointReference(resource, endpoint)).ToList();
    }

    /// <summary>The endpoints that are declared so far, as seen on a network.</summary>
    public static IEnumerable<EndpointReference> GetEndpoints(this IResourceWithEndpoints resource, NetworkIdentifier contextNetworkId)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource
            .Annotations.OfType<EndpointAnnotation>()
            .Select(endpoint => new EndpointReference(resource, endpoint, contextNetworkId))
            .ToList();
    }

    /// <summary>An endpoint; it may be declared later.</summary>
    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, string endpointName) => new(resource, endpointName);

    /// <summary>An endpoint as seen on a network; it may be declared later.</summary>
    public static EndpointReference GetEndpoint(
        this IResourceWithEndpoints resource,
        string endpointName,
        NetworkIdentifier contextNetworkId
    ) => new(resource, endpointName, contextNetworkId);

    /// <summary>Instances that run: 1 unless said otherwise.</summary>
    public static int GetReplicaCount(this IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.TryGetLastAnnotation<ReplicaAnnotation>(out var replicas) ? replicas.Replicas : 1;
    }

    private static bool Some<T>(IEnumerable<T> items, [NotNullWhen(true)] out IEnumerable<T>? result)
    {
        var list = items.ToList();
        result = list.Count > 0 ? list : null;
        return result is not null;
    }

    private static IEnumerable<IResource> WithAncestors(IResource resource)
    {
        for (var one = resource; one is not null; one = (one as IResourceWithParent)?.Parent)
        {
            yield return one;
        }
    }
}
