using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The URLs of a resource: one for each endpoint, those declared, then what the callbacks make of them.</summary>
internal static class UrlEvaluator
{
    /// <summary>Endpoints that have no address yet are left out.</summary>
    public static async ValueTask<IReadOnlyList<ResourceUrlAnnotation>> EvaluateAsync(
        IResource resource,
        DistributedApplicationExecutionContext executionContext,
        ILogger? logger = null,
        CancellationToken cancellationToken = default
    )
    {
        var urls = new List<ResourceUrlAnnotation>();
        var endpoints = resource is IResourceWithEndpoints owner
            ? owner.GetEndpoints().Where(endpoint => endpoint.IsAllocated).ToList()
            : [];
        foreach (var endpoint in endpoints)
        {
            var url = await endpoint.GetValueAsync(cancellationToken).ConfigureAwait(false);
            urls.Add(new ResourceUrlAnnotation { Url = url!, Endpoint = endpoint });
        }

        foreach (var declared in resource.Annotations.OfType<ResourceUrlAnnotation>())
        {
            urls.AddRange(
                IsPath(declared) && declared.Endpoint is null ? OnEach(declared, endpoints) : [declared.WithEndpoint(declared.Endpoint)]
            );
        }

        var context = new ResourceUrlsCallbackContext(executionContext, resource, urls, cancellationToken)
        {
            Logger = logger ?? NullLogger.Instance,
        };
        foreach (var callback in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            try
            {
                await callback.Callback(context).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                context.Logger.LogError(fault, "A callback for URLs failed; what it would have changed stays as it is.");
            }
        }

        foreach (var url in context.Urls.Where(url => IsPath(url) && url.Endpoint is not null))
        {
            var address = await url.Endpoint!.GetValueAsync(cancellationToken).ConfigureAwait(false);
            url.Url = new Uri(new Uri(address!), url.Url).ToString();
        }

        return context.Urls;
    }

    private static bool IsPath(ResourceUrlAnnotation url) => url.Url.StartsWith('/') || !Uri.TryCreate(url.Url, UriKind.Absolute, out _);

    private static IEnumerable<ResourceUrlAnnotation> OnEach(ResourceUrlAnnotation path, IEnumerable<EndpointReference> endpoints) =>
        endpoints.Where(endpoint => endpoint.IsHttp || endpoint.IsHttps).Select(path.WithEndpoint);
}
