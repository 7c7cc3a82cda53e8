namespace Platform.Engines.Kafka.Server;

/// <summary>One connection, as handlers see it.</summary>
/// <param name="Id">Unique while the broker runs.</param>
/// <param name="Listener">The name of the listener by which it came in.</param>
/// <param name="AdvertisedHost">The host and port of this node for this client, in Metadata and FindCoordinator.</param>
/// <param name="RemoteAddress">Without port, e.g. <c>127.0.0.1</c>.</param>
internal sealed record ClientConnectionInfo(long Id, string Listener, string AdvertisedHost, int AdvertisedPort, string RemoteAddress)
{
    /// <summary>As ApiVersions v3 told; empty for older clients.</summary>
    public string SoftwareName { get; set; } = "";

    public string SoftwareVersion { get; set; } = "";
}
