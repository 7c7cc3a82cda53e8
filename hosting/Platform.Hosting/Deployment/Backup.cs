namespace Platform.Hosting.Deployment;

/// <summary>When data is backed up, how long copies are kept, and how much may be lost.</summary>
/// <param name="Schedule">Cron, five fields, UTC.</param>
public sealed record Backup(string Schedule, int RetentionDays)
{
    /// <summary>The age that the newest recoverable state may have (RPO). Default 15 minutes.</summary>
    public TimeSpan RecoveryPoint { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long recovery may take (RTO). Default 2 hours.</summary>
    public TimeSpan RecoveryTime { get; init; } = TimeSpan.FromHours(2);
}
