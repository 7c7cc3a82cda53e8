using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Run;

/// <summary>The addresses shown for a resource: its endpoints', then what the graph adds, changes or hides.</summary>
internal static class ResourceUrls
{
    public static async Task<ImmutableArray<UrlSnapshot>> ComposeAsync(
        IResource resource,
        RunContext context,
        CancellationToken cancellationToken
    )
    {
        var urls = new List<ResourceUrlAnnotation>();
        if (resource is IResourceWithEndpoints withEndpoints)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.AllocatedEndpoint is not null))
            {
                urls.Add(
                    new ResourceUrlAnnotation
                    {
                        Url = endpoint.AllocatedEndpoint!.UriString,
                        Endpoint = new EndpointReference(withEndpoints, endpoint),
                    }
                );
            }
        }
        var logger = context.Loggers.GetLogger(resource);
        foreach (var callback in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            try
            {
                var callbackContext = new ResourceUrlsCallbackContext(context.ExecutionContext, resource, urls, cancellationToken)
                {
                    Logger = logger,
                };
                await callback.Callback(callbackContext).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "A URL callback failed; its URLs are left out.");
            }
        }
        urls.AddRange(resource.Annotations.OfType<ResourceUrlAnnotation>());
        return
        [
            .. urls.Select(url => new UrlSnapshot(
                url.Endpoint?.EndpointName,
                Absolute(url),
                url.DisplayLocation == UrlDisplayLocation.DetailsOnly
            )
            {
                DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? "", url.DisplayOrder ?? 0),
            }),
        ];
    }

    private static string Absolute(ResourceUrlAnnotation url) =>
        url.Endpoint is { } endpoint && url.Url.StartsWith('/') ? new Uri(new Uri(endpoint.Url), url.Url).ToString() : url.Url;
}
