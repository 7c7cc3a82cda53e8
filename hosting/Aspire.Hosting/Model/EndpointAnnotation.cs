using System.Diagnostics;
using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint that a resource listens on.</summary>
[DebuggerDisplay("{Name,nq}: {UriScheme,nq} {Port}->{TargetPort}")]
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private string? _transport;
    private int? _port;
    private int? _targetPort;
    private bool? _tlsEnabled;

    /// <summary>An endpoint on the host's network.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">Default: the protocol's name.</param>
    /// <param name="transport">http, http2, tcp or udp. Default: by scheme.</param>
    /// <param name="name">Default: the scheme.</param>
    /// <param name="port">The port that clients see; null for any free one.</param>
    /// <param name="targetPort">The port that the resource listens on; null for any free one.</param>
    /// <param name="isExternal">Whether clients outside may use it. Default: no.</param>
    /// <param name="isProxied">Whether a proxy stands before it. Default: yes.</param>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        [EndpointName] string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null
    )
        : this(protocol, KnownNetworkIdentifiers.LocalhostNetwork, uriScheme, transport, name, port, targetPort, isExternal, isProxied) { }

    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme,
        string? transport,
        [EndpointName] string? name,
        int? port,
        int? targetPort,
        bool? isExternal,
        bool isProxied
    )
        : this(
            protocol,
            KnownNetworkIdentifiers.LocalhostNetwork,
            uriScheme,
            transport,
            name,
            port,
            targetPort,
            isExternal,
            (bool?)isProxied
        ) { }

    public EndpointAnnotation(
        ProtocolType protocol,
        NetworkIdentifier? networkId,
        string? uriScheme,
        string? transport,
        [EndpointName] string? name,
        int? port,
        int? targetPort,
        bool? isExternal,
        bool isProxied
    )
        : this(protocol, networkId, uriScheme, transport, name, port, targetPort, isExternal, (bool?)isProxied) { }

    public EndpointAnnotation(
        ProtocolType protocol,
        NetworkIdentifier? networkId,
        string? uriScheme = null,
        string? transport = null,
        [EndpointName] string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null
    )
    {
        Protocol = protocol;
        DefaultNetworkID = networkId ?? KnownNetworkIdentifiers.LocalhostNetwork;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        _transport = transport;
        Name = name ?? UriScheme;
        ModelName.Validate("Endpoint", Name);
        _port = port;
        _targetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsExplicitlyProxied = isProxied;
    }

    public string Name { get; set; }

    public ProtocolType Protocol { get; set; }

    /// <summary>The port that clients see; null for any free one. Without a proxy it is the target port.</summary>
    public int? Port
    {
        get => _port ?? (IsProxied ? null : _targetPort);
        set => _port = value;
    }

    /// <summary>The port that the resource listens on; null for any free one. Without a proxy it is the port.</summary>
    public int? TargetPort
    {
        get => _targetPort ?? (IsProxied ? null : _port);
        set => _targetPort = value;
    }

    public string UriScheme { get; set; }

    /// <summary>The host that the resource listens on.</summary>
    public string TargetHost { get; set; } = KnownHostNames.Localhost;

    /// <summary>http, http2, tcp or udp. Default: http for the schemes http and https, else the protocol's name.</summary>
    public string Transport
    {
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    /// <summary>Whether clients outside the application may use it.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether a proxy stands before it. Default: yes.</summary>
    public bool IsProxied
    {
        get => IsExplicitlyProxied ?? true;
        set => IsExplicitlyProxied = value;
    }

    /// <summary>What was said about a proxy; null when nothing was.</summary>
    public bool? IsExplicitlyProxied { get; set; }

    /// <summary>Whether the endpoint speaks TLS. Default: by scheme (https).</summary>
    public bool TlsEnabled
    {
        get => _tlsEnabled ?? string.Equals(UriScheme, "https", StringComparison.OrdinalIgnoreCase);
        set => _tlsEnabled = value;
    }

    /// <summary>True to leave it out when a whole resource is referenced.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    /// <summary>The network of <see cref="AllocatedEndpoint"/>.</summary>
    public NetworkIdentifier DefaultNetworkID { get; }

    /// <summary>Where it is reached on the default network; null until it is allocated.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get
        {
            var snapshot = AllAllocatedEndpoints.SnapshotOf(DefaultNetworkID);
            return snapshot.TryGetValue(out var endpoint) ? endpoint : null;
        }
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.NetworkID != DefaultNetworkID)
            {
                throw new InvalidOperationException(
                    $"The default allocation of endpoint '{Name}' is on network '{DefaultNetworkID.Value}', the one given on '{value.NetworkID.Value}'. Use AllAllocatedEndpoints for further networks."
                );
            }

            AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(DefaultNetworkID, value);
        }
    }

    /// <summary>Where it is reached, by network.</summary>
    public NetworkEndpointSnapshotList AllAllocatedEndpoints { get; } = new();

    /// <summary>The ports that the instances listen on, by instance id: for probes, which ask one instance and not the proxy. Null before allocation.</summary>
    internal IReadOnlyDictionary<string, int>? InstancePorts { get; set; }
}
