namespace Platform.Hosting.Deployment;

/// <summary>Copies of data and of a cluster's objects.</summary>
public sealed record BackupConfig
{
    public bool Enabled { get; init; } = true;

    /// <summary>Cron, five fields, UTC.</summary>
    public string Schedule { get; init; } = "0 2 * * *";
    public int RetentionDays { get; init; } = 30;

    /// <summary>Bucket, with a path where there is one: <c>s3://open-market-backups</c>.</summary>
    public string Location { get; init; } = "s3://backups";
    public IReadOnlyList<string> IncludeNamespaces { get; init; } = [];
    public IReadOnlyList<string> ExcludeResources { get; init; } = [];

    /// <summary>How long recovery may take.</summary>
    public int RecoveryTimeHours { get; init; } = 2;

    /// <summary>The age that the newest recoverable state may have.</summary>
    public int RecoveryPointMinutes { get; init; } = 15;
}
