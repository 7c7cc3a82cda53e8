using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>
/// Settings of an Elasticsearch client; bound from <c>Aspire:Elastic:Clients:Elasticsearch</c> and
/// <c>Aspire:Elastic:Clients:Elasticsearch:{connectionName}</c>.
/// </summary>
public sealed class ElasticsearchSettings
{
    /// <summary><c>http://elastic:PASSWORD@host:port</c>; from <c>ConnectionStrings:{connectionName}</c> unless set here.</summary>
    public string? ConnectionString { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }

    /// <summary>What the service is while the cluster is away: ready by default, as it answers for itself what it cannot do.</summary>
    public HealthStatus FailureStatus { get; set; } = HealthStatus.Degraded;
}
