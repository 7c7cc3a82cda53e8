namespace Platform.Hosting.Deployment;

/// <summary>The resource plays somebody else's system. It is published to dev and perf only; elsewhere the system's address is a parameter, <c>{resource}-url</c>.</summary>
/// <param name="System">Whom it plays, in words.</param>
public sealed record MockIntent(string System)
{
    /// <summary>The system's port outside. Default 443.</summary>
    public int Port { get; init; } = 443;

    /// <summary>Where the system lives, as address ranges; traffic to elsewhere is denied. Documentation ranges stand for what a deployment gives.</summary>
    public IReadOnlyList<string> AddressRanges { get; init; } = [];
}
