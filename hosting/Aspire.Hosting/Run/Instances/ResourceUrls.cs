using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

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
        var urls = await UrlEvaluator
            .EvaluateAsync(resource, context.ExecutionContext, context.Loggers.GetLogger(resource), cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. urls.Select(url => new UrlSnapshot(
                url.Endpoint?.EndpointName,
                url.Url,
                url.DisplayLocation == UrlDisplayLocation.DetailsOnly
            )
            {
                DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? "", url.DisplayOrder ?? 0),
            }),
        ];
    }
}
