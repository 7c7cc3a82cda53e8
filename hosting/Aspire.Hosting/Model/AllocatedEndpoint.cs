namespace Aspire.Hosting.ApplicationModel;

/// <summary>The addresses that an endpoint listens on.</summary>
public enum EndpointBindingMode
{
    /// <summary>One address, as given.</summary>
    SingleAddress,

    /// <summary>Every IPv4 and IPv6 address.</summary>
    DualStackAnyAddresses,

    /// <summary>Every IPv4 address.</summary>
    IPv4AnyAddresses,

    /// <summary>Every IPv6 address.</summary>
    IPv6AnyAddresses,
}

/// <summary>Where an endpoint is reached on one network.</summary>
public class AllocatedEndpoint
{
    public AllocatedEndpoint(
        EndpointAnnotation endpoint,
        string address,
        int port,
        EndpointBindingMode bindingMode,
        string? targetPortExpression = null,
        NetworkIdentifier? networkId = null
    )
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentException.ThrowIfNullOrEmpty(address);
        if (port is < 1 or > 65535)
        {
            throw new ArgumentOutOfRangeException(nameof(port), port, "A port is between 1 and 65535.");
        }

        Endpoint = endpoint;
        Address = address;
        Port = port;
        BindingMode = bindingMode;
        TargetPortExpression = targetPortExpression;
        NetworkID = networkId ?? KnownNetworkIdentifiers.LocalhostNetwork;
    }

    public AllocatedEndpoint(
        EndpointAnnotation endpoint,
        string address,
        int port,
        EndpointBindingMode bindingMode,
        string? targetPortExpression = null
    )
        : this(endpoint, address, port, bindingMode, targetPortExpression, networkId: null) { }

    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
        : this(endpoint, address, port, EndpointBindingMode.SingleAddress, targetPortExpression, networkId: null) { }

    public EndpointAnnotation Endpoint { get; }

    /// <summary>The host that clients connect to.</summary>
    public string Address { get; }

    /// <summary>The port that clients connect to.</summary>
    public int Port { get; }

    public EndpointBindingMode BindingMode { get; }

    /// <summary>The port that the resource itself listens on, as text.</summary>
    public string? TargetPortExpression { get; }

    /// <summary>The network that the address is valid on.</summary>
    public NetworkIdentifier NetworkID { get; }

    public string UriScheme => Endpoint.UriScheme;

    /// <summary>host:port</summary>
    public string EndPointString => $"{Address}:{Port}";

    /// <summary>scheme://host:port</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    public override string ToString() => UriString;
}
