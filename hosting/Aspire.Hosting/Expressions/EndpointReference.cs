using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint of a resource, by name: it may be declared later, and is allocated at start.</summary>
[DebuggerDisplay("{Resource.Name,nq}.{EndpointName,nq}")]
public sealed class EndpointReference : IExpressionValue, IValueWithReferences
{
    private EndpointAnnotation? _annotation;

    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint)
        : this(owner, endpoint, null) { }

    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint, NetworkIdentifier? contextNetworkId)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(endpoint);
        Resource = owner;
        EndpointName = endpoint.Name;
        ContextNetworkID = contextNetworkId;
        _annotation = endpoint;
    }

    public EndpointReference(IResourceWithEndpoints owner, string endpointName)
        : this(owner, endpointName, null) { }

    public EndpointReference(IResourceWithEndpoints owner, string endpointName, NetworkIdentifier? contextNetworkId = null)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(endpointName);
        Resource = owner;
        EndpointName = endpointName;
        ContextNetworkID = contextNetworkId;
    }

    /// <summary>The resource that listens.</summary>
    public IResourceWithEndpoints Resource { get; }

    public string EndpointName { get; }

    /// <summary>The network whose address is meant, whoever asks; null for the asker's.</summary>
    public NetworkIdentifier? ContextNetworkID { get; }

    /// <summary>The message of the error that a missing endpoint raises; null for the usual one.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Whether the endpoint is declared.</summary>
    public bool Exists => Find() is not null;

    /// <summary>The declaration.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public EndpointAnnotation EndpointAnnotation =>
        Find()
        ?? throw new InvalidOperationException(
            ErrorMessage ?? $"The endpoint `{EndpointName}` is not defined for the resource `{Resource.Name}`.{Declared()}"
        );

    public bool IsAllocated => AllocatedOrNull() is not null;

    public bool IsHttp => string.Equals(Scheme, "http", StringComparison.OrdinalIgnoreCase);

    public bool IsHttps => string.Equals(Scheme, "https", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it bears the name of an HTTP scheme, so that its name says nothing more.</summary>
    public bool IsHttpSchemeNamedEndpoint =>
        string.Equals(EndpointName, "http", StringComparison.OrdinalIgnoreCase)
        || string.Equals(EndpointName, "https", StringComparison.OrdinalIgnoreCase);

    public bool TlsEnabled => Exists && EndpointAnnotation.TlsEnabled;

    public bool ExcludeReferenceEndpoint => Exists && EndpointAnnotation.ExcludeReferenceEndpoint;

    public string Scheme => EndpointAnnotation.UriScheme;

    /// <summary>The declared target port; null where it is chosen at start.</summary>
    public int? TargetPort => EndpointAnnotation.TargetPort;

    /// <exception cref="InvalidOperationException">Not allocated yet.</exception>
    public int Port => Allocated.Port;

    /// <exception cref="InvalidOperationException">Not allocated yet.</exception>
    public string Host => Allocated.Address;

    /// <exception cref="InvalidOperationException">Not allocated yet.</exception>
    public string Url => Allocated.UriString;

    string IManifestExpressionProvider.ValueExpression => Property(EndpointProperty.Url).ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    /// <summary>A part of the address.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <summary>One value when the endpoint speaks TLS, another when not.</summary>
    public ReferenceExpression GetTlsValue(ReferenceExpression enabledValue, ReferenceExpression disabledValue) =>
        ReferenceExpression.CreateConditional(Property(EndpointProperty.TlsEnabled), bool.TrueString, enabledValue, disabledValue);

    /// <summary>The URL; waits until the endpoint is allocated.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <summary>The URL as seen by a caller; waits until the endpoint is allocated there.</summary>
    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        ValueResolver.ResolveAsync(this, ValueScope.From(context), RunLeafPrinter.Instance, cancellationToken);

    private AllocatedEndpoint Allocated =>
        AllocatedOrNull()
        ?? throw new InvalidOperationException(
            Exists ? $"The endpoint `{EndpointName}` is not allocated for the resource `{Resource.Name}`." : EndpointAnnotation.Name
        );

    private AllocatedEndpoint? AllocatedOrNull()
    {
        if (Find() is not { } annotation)
        {
            return null;
        }

        var network = ContextNetworkID ?? annotation.DefaultNetworkID;
        return annotation.AllAllocatedEndpoints.SnapshotOf(network).TryGetValue(out var endpoint) ? endpoint : null;
    }

    private EndpointAnnotation? Find() =>
        _annotation ??= Resource
            .Annotations.OfType<EndpointAnnotation>()
            .FirstOrDefault(endpoint => string.Equals(endpoint.Name, EndpointName, StringComparison.OrdinalIgnoreCase));

    private string Declared()
    {
        var names = Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => $"`{endpoint.Name}`").ToList();
        return names.Count is 0 ? " It has no endpoints." : $" It has {string.Join(", ", names)}.";
    }
}
