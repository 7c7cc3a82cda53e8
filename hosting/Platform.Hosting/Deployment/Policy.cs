namespace Platform.Hosting.Deployment;

/// <summary>Rules that hold for whatever is published.</summary>
public enum Policy
{
    /// <summary>Every image has a tag, and not <c>latest</c>.</summary>
    ImageTag,
    NonRoot,
    Limits,
    Probes,

    /// <summary>No value of a secret anywhere in the output.</summary>
    InlineSecret,

    /// <summary>team, app and environment on everything.</summary>
    Labels,

    /// <summary>No store is reachable from outside.</summary>
    PublicDatabase,

    /// <summary>Mocks in dev and perf only.</summary>
    Mock,
    EncryptionInTransit,

    /// <summary>Where data is, there are backups (in prod).</summary>
    Backups,

    /// <summary>Three replicas and two zones in prod for what is public.</summary>
    Redundancy,
}
