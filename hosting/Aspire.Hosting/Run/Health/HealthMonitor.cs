using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Run;

/// <summary>
/// Probes each health check of whatever runs, custom resources too, on its own, so that one that hangs holds up no other,
/// and says when a resource is ready. Fast until healthy, then every 30 s.
/// </summary>
internal sealed class HealthMonitor(
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    IOptions<HealthCheckServiceOptions> options,
    TimeProvider time
)
{
    private readonly Dictionary<string, CancellationTokenSource> _probing = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Follows all states and probes what is running, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var changed in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!changed.IsRunning())
                {
                    Stop(changed.ResourceId);
                }
                else if (!_probing.ContainsKey(changed.ResourceId))
                {
                    Start(changed.Resource, changed.ResourceId);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
        foreach (var instanceId in _probing.Keys.ToList())
        {
            Stop(instanceId);
        }
    }

    private void Start(IResource resource, string instanceId)
    {
        var stopping = new CancellationTokenSource();
        _probing[instanceId] = stopping;
        Begin(token => AnnounceReadyAsync(resource, instanceId, token));
        foreach (var key in resource.Annotations.OfType<HealthCheckAnnotation>().Select(c => c.Key).Distinct())
        {
            Begin(token => ProbeAsync(resource, instanceId, key, token));
        }

        // On a thread of its own: a check may block before it first awaits.
        void Begin(Func<CancellationToken, Task> work)
        {
            var token = stopping.Token;
            _ = Task.Run(() => GuardAsync(work(token), instanceId, token), CancellationToken.None);
        }
    }

    private void Stop(string instanceId)
    {
        if (_probing.Remove(instanceId, out var probing))
        {
            probing.Cancel();
            probing.Dispose();
        }
    }

    private async Task ProbeAsync(IResource resource, string instanceId, string key, CancellationToken cancellationToken)
    {
        var registration = options.Value.Registrations.First(r => r.Name == key);
        var pace = new ProbePace();
        while (true)
        {
            var report = await CheckAsync(registration, instanceId, cancellationToken).ConfigureAwait(false);
            await notifications
                .PublishUpdateAsync(resource, instanceId, s => s.WithHealthReports([.. s.HealthReports.Where(r => r.Name != key), report]))
                .ConfigureAwait(false);
            await Task.Delay(pace.Next(report.Status), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HealthReportSnapshot> CheckAsync(
        HealthCheckRegistration registration,
        string instanceId,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (registration.Timeout > TimeSpan.Zero)
        {
            limit.CancelAfter(registration.Timeout);
        }
        HealthCheckResult result;
        try
        {
            ProbedInstance.Id = instanceId;
            await using var scope = services.CreateAsyncScope();
            result = await registration
                .Factory(scope.ServiceProvider)
                .CheckHealthAsync(new HealthCheckContext { Registration = registration }, limit.Token)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            result = new HealthCheckResult(registration.FailureStatus, exception.Message, exception);
        }
        return new HealthReportSnapshot(registration.Name, result.Status, result.Description, result.Exception?.ToString())
        {
            LastRunAt = time.GetUtcNow().UtcDateTime,
        };
    }

    /// <summary>Raises the ready event once for each start of an instance.</summary>
    private async Task AnnounceReadyAsync(IResource resource, string instanceId, CancellationToken cancellationToken)
    {
        await notifications.FirstAsync(e => e.ResourceId == instanceId && e.IsHealthy(), cancellationToken).ConfigureAwait(false);
        var ready = notifications.Ready(instanceId);
        try
        {
            await eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken).ConfigureAwait(false);
            ready.TrySetResult(true);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whoever waits for the resource learns why it never becomes ready.
            ready.TrySetException(exception);
            throw;
        }
    }

    private async Task GuardAsync(Task work, string instanceId, CancellationToken cancellationToken)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The instance stopped, or the application does.
        }
        catch (ObjectDisposedException) when (cancellationToken.IsCancellationRequested)
        {
            // A check of an application that is being disposed.
        }
        catch (Exception exception)
        {
            loggers.GetLogger(instanceId).LogError(exception, "{Message}", exception.Message);
        }
    }
}
