namespace Platform.Hosting.Deployment;

/// <summary>How a new version takes over.</summary>
public sealed record Rollout(RolloutStrategy Strategy)
{
    /// <summary>Of a canary: the share of requests that goes to the new version, in percent. Default 10.</summary>
    public int CanaryWeight { get; init; } = 10;

    /// <summary>Of a canary: requests with this header and the value <c>true</c> go to the new version always.</summary>
    public string CanaryHeader { get; init; } = "canary";
}

/// <summary>Ways for a new version to take over.</summary>
public enum RolloutStrategy
{
    Rolling,
    BlueGreen,
    Canary,
}
