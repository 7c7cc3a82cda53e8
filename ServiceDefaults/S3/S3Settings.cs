using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.ServiceDefaults.S3;

/// <summary>Settings of an S3 client; bound from <c>Aspire:S3</c> and <c>Aspire:S3:{connectionName}</c>.</summary>
public sealed class S3Settings
{
    /// <summary><c>Endpoint=http://…;AccessKey=…;SecretKey=…</c>, with <c>Region=…</c> and <c>Root Certificate=…</c> (the authority's, a file) if they matter; from <c>ConnectionStrings:{connectionName}</c> unless set here.</summary>
    public string? ConnectionString { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }

    /// <summary>What the service is while the store is away.</summary>
    public HealthStatus FailureStatus { get; set; } = HealthStatus.Unhealthy;
}
