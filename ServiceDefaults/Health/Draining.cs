using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Platform.ServiceDefaults.Health;

/// <summary>
/// Turns readiness off when the service is asked to stop. <c>Shutdown:DrainDelay</c> (default none) keeps it serving for as long as a load
/// balancer that only reads <c>/health</c> needs to notice; requests in flight end in any case.
/// </summary>
internal sealed class Draining(IHostApplicationLifetime lifetime, IConfiguration configuration, TimeProvider time)
    : IHealthCheck,
        IHostedLifecycleService
{
    private readonly TimeSpan delay = configuration.GetValue("Shutdown:DrainDelay", TimeSpan.Zero);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("The service is stopping.")
                : HealthCheckResult.Healthy()
        );

    public Task StoppingAsync(CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, time, cancellationToken) : Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
