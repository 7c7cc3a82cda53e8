namespace Platform.Hosting.Deployment;

/// <summary>What happens when a region is lost.</summary>
public sealed record DisasterRecoveryConfig
{
    public bool MultiRegion { get; init; }

    /// <summary>Default: the cluster's.</summary>
    public string PrimaryRegion { get; init; } = "";

    /// <summary>Needed with <see cref="MultiRegion"/>, and another than the primary one.</summary>
    public string? RecoveryRegion { get; init; }
    public bool DatabaseReplication { get; init; } = true;
    public bool StorageReplication { get; init; } = true;
    public bool AutoFailover { get; init; }
    public int FailoverThresholdMinutes { get; init; } = 5;
}
