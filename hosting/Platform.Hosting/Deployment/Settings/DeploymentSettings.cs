namespace Platform.Hosting.Deployment;

/// <summary>What is chosen for a stage as a whole. Checked before anything is written: a bad value stops publishing with its path and its rule.</summary>
public record DeploymentSettings
{
    /// <summary>In namespaces, image names and labels. Default: the AppHost's name.</summary>
    public string Application { get; init; } = "";

    /// <summary>The label <c>team</c>.</summary>
    public string Team { get; init; } = "platform";

    /// <summary>The tag of the images that are built here.</summary>
    public string Version { get; init; } = "1.0.0";
    public ClusterConfig Cluster { get; init; } = new();
    public MonitoringConfig Monitoring { get; init; } = new();

    /// <summary>Of stores that are backed up and do not say otherwise.</summary>
    public BackupConfig Backup { get; init; } = new();
    public DisasterRecoveryConfig Recovery { get; init; } = new();
    public NetworkPolicyConfig Network { get; init; } = new();
}
