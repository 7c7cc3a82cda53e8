namespace Platform.Hosting.Deployment;

/// <summary>Reachable from outside, by these host names. What has none is reachable by who references it only.</summary>
public sealed record Exposure(params IReadOnlyList<string> Hosts)
{
    /// <summary>What of the host's paths comes here.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Default true: everybody. False: inside the organisation's networks only.</summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>Default true. A certificate is asked for by cert-manager, or by what the target has.</summary>
    public bool Tls { get; init; } = true;
}
