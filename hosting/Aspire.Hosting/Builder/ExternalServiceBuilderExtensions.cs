using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds services that run outside the application.</summary>
public static class ExternalServiceBuilderExtensions
{
    /// <summary>Adds a service by its address.</summary>
    /// <exception cref="ArgumentException">The address is not absolute.</exception>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string url
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        return ExternalServiceResource.TryParse(url, out var uri, out var fault)
            ? builder.AddExternalService(name, uri!)
            : throw new ArgumentException(fault, nameof(url));
    }

    /// <summary>Adds a service by its address.</summary>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        Uri uri
    ) => Add(builder, new ExternalServiceResource(name, uri), uri.ToString());

    /// <summary>Adds a service whose address a parameter gives.</summary>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        IResourceBuilder<ParameterResource> urlParameter
    )
    {
        ArgumentNullException.ThrowIfNull(urlParameter);
        return Add(builder, new ExternalServiceResource(name, urlParameter.Resource), urlParameter.Resource.ConfigurationKey)
            .WithReferenceRelationship(urlParameter.Resource);
    }

    /// <summary>Asks the service for a path; it is healthy while the answer has the status code.</summary>
    /// <param name="path">Default: /.</param>
    /// <param name="statusCode">Default: 200.</param>
    public static IResourceBuilder<ExternalServiceResource> WithHttpHealthCheck(
        this IResourceBuilder<ExternalServiceResource> builder,
        string? path = null,
        int? statusCode = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var service = builder.Resource;
        if (service.Uri is { } known && known.Scheme is not ("http" or "https"))
        {
            throw new DistributedApplicationException(
                $"Could not create HTTP health check for external service '{service.Name}': its address '{known}' is not an HTTP address."
            );
        }

        var (askedPath, expected) = (path ?? "/", statusCode ?? 200);
        var key = $"{service.Name}_external_{askedPath}_{expected}_check";
        HttpHealthCheck.Register(
            builder.ApplicationBuilder.Services,
            key,
            async cancellationToken => new Uri(await service.GetUriAsync(cancellationToken).ConfigureAwait(false), askedPath),
            expected
        );
        return builder.WithHealthCheck(key);
    }

    private static IResourceBuilder<ExternalServiceResource> Add(
        IDistributedApplicationBuilder builder,
        ExternalServiceResource resource,
        string source
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .AddResource(resource)
            .WithInitialState(
                new CustomResourceSnapshot
                {
                    ResourceType = "ExternalService",
                    State = KnownResourceStates.NotStarted,
                    Properties = [new(CustomResourceKnownProperties.Source, source)],
                }
            )
            .ExcludeFromManifest();
    }
}
