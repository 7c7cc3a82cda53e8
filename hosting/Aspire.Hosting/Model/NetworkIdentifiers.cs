namespace Aspire.Hosting.ApplicationModel;

/// <summary>A network that resources see each other on.</summary>
public record NetworkIdentifier(string Value);

/// <summary>The networks that every model has.</summary>
public static class KnownNetworkIdentifiers
{
    /// <summary>The machine that the host runs on.</summary>
    public static readonly NetworkIdentifier LocalhostNetwork = new("localhost");

    /// <summary>The network of the containers of a run.</summary>
    public static readonly NetworkIdentifier DefaultAspireContainerNetwork = new("aspire-container-network");

    /// <summary>The world.</summary>
    public static readonly NetworkIdentifier PublicInternet = new(".");
}

/// <summary>Host names with a meaning.</summary>
public static class KnownHostNames
{
    public const string Localhost = "localhost";

    public const string DockerDesktopHostBridge = "host.docker.internal";

    public const string DefaultContainerTunnelHostName = "aspire.dev.internal";
}
