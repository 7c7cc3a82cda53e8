using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Tells the resource a connection string, as <c>ConnectionStrings__{name}</c>, and its parts, as <c>{NAME}_HOST</c> and so on.</summary>
    /// <param name="connectionName">Default: the source's name.</param>
    /// <param name="optional">True to start without it where it is missing.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        return builder
            .WithReferenceRelationship(resource)
            .WithEnvironment(context =>
            {
                var flags = InjectedBy(builder.Resource);
                if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
                {
                    var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}";
                    context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, optional);
                }

                if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
                {
                    foreach (var (property, value) in ConnectionProperties.Of(resource))
                    {
                        context.EnvironmentVariables[$"{VariableName.Of(name)}_{property.ToUpperInvariant()}"] = value;
                    }
                }
            });
    }

    /// <summary>Tells the resource the endpoints of another, for service discovery and as <c>{NAME}_{ENDPOINT}</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        return ReferToEndpoints(builder, source.Resource);
    }

    /// <summary>Tells the resource the endpoints of another, under a name of one's own.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source,
        string name
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return ReferToEndpoints(builder, source.Resource, serviceName: name);
    }

    /// <summary>Tells the resource an endpoint of another.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        EndpointReference endpointReference
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return ReferToEndpoints(builder, endpointReference.Resource, endpointReference);
    }

    /// <summary>Tells the resource the address of a service, as <c>services__{name}__default__0</c>.</summary>
    /// <exception cref="InvalidOperationException">The address is relative or has a path.</exception>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        string name,
        Uri uri
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri)
        {
            throw new InvalidOperationException($"The URI for service '{name}' must be absolute; '{uri}' is not.");
        }

        if (uri.PathAndQuery is not "/")
        {
            throw new InvalidOperationException($"The URI for service '{name}' must have the path '/'; '{uri}' has '{uri.PathAndQuery}'.");
        }

        return builder.WithEnvironment(context =>
            Tell(context, builder.Resource, $"services__{name}__default__0", VariableName.Of(name), uri.ToString())
        );
    }

    /// <summary>Tells the resource the address of a service outside the application.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<ExternalServiceResource> externalService
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(externalService);
        var service = externalService.Resource;
        return builder
            .WithReferenceRelationship(service)
            .WithEnvironment(async context =>
            {
                var scheme = await service.GetSchemeAsync(context.ExecutionContext, context.CancellationToken).ConfigureAwait(false);
                object address = service.UrlParameter is { } parameter ? parameter : service.Uri!.ToString();
                Tell(context, builder.Resource, $"services__{service.Name}__{scheme}__0", VariableName.Of(service.Name), address);
            });
    }

    /// <summary>Says what references put into the resource's environment. Default: everything.</summary>
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(
        this IResourceBuilder<TDestination> builder,
        ReferenceEnvironmentInjectionFlags flags
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<TDestination> ReferToEndpoints<TDestination>(
        IResourceBuilder<TDestination> builder,
        IResourceWithEndpoints source,
        EndpointReference? only = null,
        string? serviceName = null
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WithReferenceRelationship(source);
        var network = only?.ContextNetworkID;
        var reference = builder
            .Resource.Annotations.OfType<NamedEndpointReferenceAnnotation>()
            .FirstOrDefault(known =>
                ReferenceEquals(known.Reference.Resource, source) && known.ServiceName == serviceName && known.Network == network
            );
        if (reference is null)
        {
            reference = new(new EndpointReferenceAnnotation(source), serviceName, network);
            if (network is not null)
            {
                reference.Reference.ContextNetworkId = network;
            }

            builder.WithAnnotation(reference.Reference).WithAnnotation(reference);
            builder.WithEnvironment(context => TellEndpoints(context, builder.Resource, reference));
        }

        if (only is null)
        {
            reference.Reference.UseAllEndpoints = true;
        }
        else
        {
            reference.Reference.EndpointNames.Add(only.EndpointName);
        }

        return builder;
    }

    private static void TellEndpoints(EnvironmentCallbackContext context, IResource destination, NamedEndpointReferenceAnnotation reference)
    {
        var (source, names) = (reference.Reference.Resource, reference.Reference.EndpointNames);
        var service = reference.ServiceName ?? source.Name;
        foreach (var missing in names.Where(name => !new EndpointReference(source, name).Exists))
        {
            _ = new EndpointReference(source, missing).EndpointAnnotation;
        }

        foreach (var annotation in source.Annotations.OfType<EndpointAnnotation>())
        {
            if (names.Contains(annotation.Name) || (reference.Reference.UseAllEndpoints && !annotation.ExcludeReferenceEndpoint))
            {
                Tell(
                    context,
                    destination,
                    $"services__{service}__{annotation.Name}__0",
                    $"{VariableName.Of(service)}_{VariableName.Of(annotation.Name)}",
                    new EndpointReference(source, annotation, reference.Network)
                );
            }
        }
    }

    private static void Tell(EnvironmentCallbackContext context, IResource destination, string discovery, string plain, object address)
    {
        var flags = InjectedBy(destination);
        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
        {
            context.EnvironmentVariables[plain] = address;
        }

        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
        {
            context.EnvironmentVariables[discovery] = address;
        }
    }

    private static ReferenceEnvironmentInjectionFlags InjectedBy(IResource destination) =>
        destination.Annotations.OfType<ReferenceEnvironmentInjectionAnnotation>().LastOrDefault()?.Flags
        ?? ReferenceEnvironmentInjectionFlags.All;
}
