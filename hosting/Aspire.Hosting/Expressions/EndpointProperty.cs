namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of an endpoint's address.</summary>
public enum EndpointProperty
{
    /// <summary>scheme://host:port</summary>
    Url,

    Host,

    /// <summary>The host; 127.0.0.1 for localhost.</summary>
    IPV4Host,

    /// <summary>The port that clients connect to.</summary>
    Port,

    Scheme,

    /// <summary>The port that the resource listens on.</summary>
    TargetPort,

    /// <summary>host:port</summary>
    HostAndPort,

    /// <summary>True or False.</summary>
    TlsEnabled,
}
