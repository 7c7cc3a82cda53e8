using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds a URL for people to click.</summary>
    /// <param name="url">Absolute; or a path, which is put onto each endpoint's URL.</param>
    public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, string url, string? displayText = null)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(url);
        return builder.WithAnnotation(new ResourceUrlAnnotation { Url = url, DisplayText = displayText });
    }

    /// <summary>Adds a URL made of an interpolated string of values.</summary>
    public static IResourceBuilder<T> WithUrl<T>(
        this IResourceBuilder<T> builder,
        in ReferenceExpression.ExpressionInterpolatedStringHandler url,
        string? displayText = null
    )
        where T : IResource => builder.WithUrl(url.GetExpression(), displayText);

    /// <summary>Adds a URL made of an expression.</summary>
    public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, ReferenceExpression url, string? displayText = null)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(url);
        return builder.WithUrls(async context =>
        {
            var text = await url.GetValueAsync(
                    new ValueProviderContext { Caller = context.Resource, ExecutionContext = context.ExecutionContext },
                    context.CancellationToken
                )
                .ConfigureAwait(false);
            if (!string.IsNullOrEmpty(text))
            {
                context.Urls.Add(
                    new ResourceUrlAnnotation
                    {
                        Url = text,
                        DisplayText = displayText,
                        Endpoint = url.ValueProviders.OfType<EndpointReference>().FirstOrDefault(),
                    }
                );
            }
        });
    }

    /// <summary>Changes the URLs once the endpoints have addresses.</summary>
    public static IResourceBuilder<T> WithUrls<T>(this IResourceBuilder<T> builder, Action<ResourceUrlsCallbackContext> callback)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(callback));
    }

    /// <summary>Changes the URLs once the endpoints have addresses.</summary>
    public static IResourceBuilder<T> WithUrls<T>(this IResourceBuilder<T> builder, Func<ResourceUrlsCallbackContext, Task> callback)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(callback));
    }

    /// <summary>Changes the URL of an endpoint.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder,
        [EndpointName] string endpointName,
        Action<ResourceUrlAnnotation> callback
    )
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(endpointName);
        ArgumentNullException.ThrowIfNull(callback);
        return builder.WithUrls(context =>
        {
            var urls = context
                .Urls.Where(url => string.Equals(url.Endpoint?.EndpointName, endpointName, StringComparison.OrdinalIgnoreCase))
                .ToList();
            if (urls.Count is 0)
            {
                context.Logger.LogWarning(
                    "The URL of endpoint '{Endpoint}' cannot be changed: resource '{Resource}' has no URL for it.",
                    endpointName,
                    context.Resource.Name
                );
            }

            urls.ForEach(callback);
        });
    }

    /// <summary>Adds a further URL for an endpoint.</summary>
    /// <param name="callback">Makes it; a path is put onto the endpoint's URL.</param>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder,
        [EndpointName] string endpointName,
        Func<EndpointReference, ResourceUrlAnnotation> callback
    )
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(endpointName);
        ArgumentNullException.ThrowIfNull(callback);
        return builder.WithUrls(context =>
        {
            if (context.GetEndpoint(endpointName) is { Exists: true } endpoint)
            {
                context.Urls.Add(callback(endpoint).WithEndpoint(endpoint));
            }
            else
            {
                context.Logger.LogWarning(
                    "A URL for endpoint '{Endpoint}' cannot be added: resource '{Resource}' has no such endpoint.",
                    endpointName,
                    context.Resource.Name
                );
            }
        });
    }
}
