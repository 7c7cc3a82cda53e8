using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Catalog.Caching;

/// <summary>Without Redis the service is slower, not unfit: degraded, which counts as ready.</summary>
internal sealed class SharedCacheHealthCheck(SharedCacheConnection connection) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            connection.Connected is false
                ? HealthCheckResult.Degraded("Redis is away; reads go to the database.")
                : HealthCheckResult.Healthy()
        );
}
