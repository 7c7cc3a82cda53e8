using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Prints values as they are in this run; waits for endpoints until they are allocated.</summary>
internal sealed class RunLeafPrinter : ILeafPrinter
{
    public static readonly RunLeafPrinter Instance = new();

    public async ValueTask<string?> PrintAsync(object leaf, string? format, ValueScope scope, CancellationToken cancellationToken)
    {
        var value = leaf switch
        {
            EndpointReferenceExpression address => await PrintEndpointAsync(address, scope, cancellationToken).ConfigureAwait(false),
            IResourceWithConnectionString resource and not ParameterResource => await PrintConnectionStringAsync(
                    resource,
                    scope,
                    cancellationToken
                )
                .ConfigureAwait(false),
            IValueProvider provider => await provider.GetValueAsync(scope.ToContext(), cancellationToken).ConfigureAwait(false),
            _ => throw new DistributedApplicationException(
                $"{leaf.GetType()} has a placeholder for publishing but no value in a run: it is no IValueProvider."
            ),
        };
        return ValueFormat.Apply(value, format);
    }

    public async ValueTask<string?> PrintConditionalAsync(
        ReferenceExpression conditional,
        ValueScope scope,
        Func<object, ValueTask<string?>> resolve,
        CancellationToken cancellationToken
    )
    {
        var actual = await ValueResolver.ResolveAsync(conditional.Condition, scope, this, cancellationToken).ConfigureAwait(false);
        var matches = string.Equals(actual, conditional.MatchValue, StringComparison.OrdinalIgnoreCase);
        return await resolve(matches ? conditional.WhenTrue! : conditional.WhenFalse!).ConfigureAwait(false);
    }

    private static async ValueTask<string?> PrintEndpointAsync(
        EndpointReferenceExpression address,
        ValueScope scope,
        CancellationToken cancellationToken
    )
    {
        var reference = address.Endpoint;
        var annotation = reference.EndpointAnnotation;
        switch (address.Property)
        {
            case EndpointProperty.Scheme:
                return annotation.UriScheme;
            case EndpointProperty.TlsEnabled:
                return annotation.TlsEnabled ? bool.TrueString : bool.FalseString;
            case EndpointProperty.TargetPort when TargetPortOf(annotation) is { } known:
                return known;
        }

        var network = reference.ContextNetworkID ?? scope.Network;
        var allocated = await annotation.AllAllocatedEndpoints.GetAllocatedEndpointAsync(network, cancellationToken).ConfigureAwait(false);
        return address.Property switch
        {
            EndpointProperty.Url => allocated.UriString,
            EndpointProperty.Host => allocated.Address,
            EndpointProperty.IPV4Host => allocated.Address is KnownHostNames.Localhost ? "127.0.0.1" : allocated.Address,
            EndpointProperty.Port => allocated.Port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.HostAndPort => allocated.EndPointString,
            EndpointProperty.TargetPort => allocated.TargetPortExpression ?? allocated.Port.ToString(CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException(
                $"The property '{address.Property}' is not supported for the endpoint '{reference.EndpointName}'."
            ),
        };
    }

    /// <summary>The port the resource was given at start where it was given one: the declared one may have been taken.</summary>
    private static string? TargetPortOf(EndpointAnnotation endpoint) =>
        endpoint.AllocatedEndpoint?.TargetPortExpression ?? endpoint.TargetPort?.ToString(CultureInfo.InvariantCulture);

    private static ValueTask<string?> PrintConnectionStringAsync(
        IResourceWithConnectionString resource,
        ValueScope scope,
        CancellationToken cancellationToken
    ) =>
        scope.Network == KnownNetworkIdentifiers.LocalhostNetwork
            ? resource.GetConnectionStringAsync(cancellationToken)
            : ValueResolver.ResolveAsync(resource.ConnectionStringExpression, scope, Instance, cancellationToken);
}
