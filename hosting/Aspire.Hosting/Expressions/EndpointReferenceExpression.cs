namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of an endpoint's address.</summary>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    : IExpressionValue,
        IValueWithReferences
{
    public EndpointReference Endpoint { get; } = endpointReference ?? throw new ArgumentNullException(nameof(endpointReference));

    public EndpointProperty Property { get; } = property;

    /// <summary>The placeholder, for example <c>{api.bindings.http.url}</c>.</summary>
    public string ValueExpression =>
        Property switch
        {
            EndpointProperty.Url => Placeholder("url"),
            EndpointProperty.Host or EndpointProperty.IPV4Host => Placeholder("host"),
            EndpointProperty.Port => Placeholder("port"),
            EndpointProperty.Scheme => Placeholder("scheme"),
            EndpointProperty.TargetPort => Placeholder("targetPort"),
            EndpointProperty.HostAndPort => $"{Placeholder("host")}:{Placeholder("port")}",
            EndpointProperty.TlsEnabled => Placeholder("tlsEnabled"),
            _ => throw new InvalidOperationException(
                $"The property '{Property}' is not supported for the endpoint '{Endpoint.EndpointName}'."
            ),
        };

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    /// <summary>The value; waits until the endpoint is allocated.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <summary>The value as seen by a caller; waits until the endpoint is allocated there.</summary>
    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        ValueResolver.ResolveAsync(this, ValueScope.From(context), RunLeafPrinter.Instance, cancellationToken);

    private string Placeholder(string part) => $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{part}}}";
}
