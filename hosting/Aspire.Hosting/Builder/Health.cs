using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Lets a health check that is registered in the builder's services decide whether the resource is healthy.</summary>
    /// <exception cref="DistributedApplicationException">The resource has that check already.</exception>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(key);
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key))
        {
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        }

        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>Asks the resource for a path; it is healthy while the answer has the status code.</summary>
    /// <param name="path">Default: /.</param>
    /// <param name="statusCode">Default: 200.</param>
    /// <param name="endpointName">Default: the endpoint named http, else https, else the first HTTP endpoint.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder,
        string? path = null,
        int? statusCode = null,
        [EndpointName] string? endpointName = null
    )
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithHttpHealthCheck(HttpEndpointSelector(builder.Resource, endpointName), path, statusCode);
    }

    /// <summary>Asks the resource for a path on an endpoint; it is healthy while the answer has the status code.</summary>
    /// <param name="path">Default: /.</param>
    /// <param name="statusCode">Default: 200.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder,
        Func<EndpointReference>? endpointSelector,
        string? path = null,
        int? statusCode = null
    )
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var select = endpointSelector ?? HttpEndpointSelector(builder.Resource, endpointName: null);
        EndpointReference Endpoint() => RequireHttp(builder.Resource, select(), "HTTP health check");
        var declared = select();
        if (declared.Exists)
        {
            RequireHttp(builder.Resource, declared, "HTTP health check");
        }

        var (askedPath, expected) = (path ?? "/", statusCode ?? 200);
        var key = $"{builder.Resource.Name}_{declared.EndpointName}_{askedPath}_{expected}_check";
        HttpHealthCheck.Register(
            builder.ApplicationBuilder.Services,
            key,
            async cancellationToken =>
            {
                var url = new Uri((await Endpoint().GetValueAsync(cancellationToken).ConfigureAwait(false))!);
                var ports = Endpoint().EndpointAnnotation.InstancePorts;
                var own = Run.ProbedInstance.Id is { } id && ports?.TryGetValue(id, out var port) is true ? port : url.Port;
                return new Uri(new UriBuilder(url) { Port = own }.Uri, askedPath);
            },
            expected
        );
        return builder.WithHealthCheck(key).WithAnnotation(new HttpHealthPathAnnotation(select, askedPath, expected));
    }

    /// <summary>Tells deployment targets to probe the resource by HTTP GET.</summary>
    [Experimental("ASPIREPROBES001")]
    public static IResourceBuilder<T> WithHttpProbe<T>(
        this IResourceBuilder<T> builder,
        ProbeType type,
        string? path = null,
        int? initialDelaySeconds = null,
        int? periodSeconds = null,
        int? timeoutSeconds = null,
        int? failureThreshold = null,
        int? successThreshold = null,
        [EndpointName] string? endpointName = null
    )
        where T : IResourceWithEndpoints, IResourceWithProbes =>
        builder.WithHttpProbe(
            type,
            HttpEndpointSelector(builder.Resource, endpointName),
            path,
            initialDelaySeconds,
            periodSeconds,
            timeoutSeconds,
            failureThreshold,
            successThreshold
        );

    /// <summary>Tells deployment targets to probe the resource by HTTP GET on an endpoint.</summary>
    [Experimental("ASPIREPROBES001")]
    public static IResourceBuilder<T> WithHttpProbe<T>(
        this IResourceBuilder<T> builder,
        ProbeType type,
        Func<EndpointReference>? endpointSelector,
        string? path = null,
        int? initialDelaySeconds = null,
        int? periodSeconds = null,
        int? timeoutSeconds = null,
        int? failureThreshold = null,
        int? successThreshold = null
    )
        where T : IResourceWithEndpoints, IResourceWithProbes
    {
        ArgumentNullException.ThrowIfNull(builder);
        var endpoint = (endpointSelector ?? HttpEndpointSelector(builder.Resource, endpointName: null))();
        if (endpoint.Exists)
        {
            RequireHttp(builder.Resource, endpoint, "HTTP probe");
        }

        foreach (var former in builder.Resource.Annotations.OfType<EndpointProbeAnnotation>().Where(probe => probe.Type == type).ToList())
        {
            builder.Resource.Annotations.Remove(former);
        }

        return builder.WithAnnotation(
            new EndpointProbeAnnotation
            {
                Type = type,
                EndpointReference = endpoint,
                Path = path ?? "/",
                InitialDelaySeconds = initialDelaySeconds ?? 5,
                PeriodSeconds = periodSeconds ?? 5,
                TimeoutSeconds = timeoutSeconds ?? 1,
                FailureThreshold = failureThreshold ?? 3,
                SuccessThreshold = successThreshold ?? 1,
            }
        );
    }

    private static Func<EndpointReference> HttpEndpointSelector(IResourceWithEndpoints resource, string? endpointName) =>
        () =>
        {
            if (endpointName is not null)
            {
                return resource.GetEndpoint(endpointName);
            }

            var candidates = HttpEndpoints(resource).ToList();
            var best =
                candidates.FirstOrDefault(endpoint => string.Equals(endpoint.Name, "http", StringComparison.OrdinalIgnoreCase))
                ?? candidates.FirstOrDefault(endpoint => string.Equals(endpoint.Name, "https", StringComparison.OrdinalIgnoreCase))
                ?? candidates.FirstOrDefault();
            return best is null ? resource.GetEndpoint("http") : new EndpointReference(resource, best);
        };

    private static EndpointReference RequireHttp(IResource resource, EndpointReference endpoint, string purpose)
    {
        if (!endpoint.Exists)
        {
            throw new DistributedApplicationException(
                $"Could not create {purpose} for resource '{resource.Name}' as it has no endpoint named '{endpoint.EndpointName}'. Add one with WithHttpEndpoint, or name another."
            );
        }

        return endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw new DistributedApplicationException(
                $"Could not create {purpose} for resource '{resource.Name}' as the endpoint with name '{endpoint.EndpointName}' and scheme '{endpoint.Scheme}' is not an HTTP endpoint."
            );
    }
}
