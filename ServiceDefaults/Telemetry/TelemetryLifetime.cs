using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Platform.ServiceDefaults.Telemetry;

/// <summary>Starts the OpenTelemetry providers and ends them in bounded time: with nobody listening at once, else after a flush.</summary>
internal sealed class TelemetryLifetime(IServiceProvider services, IConfiguration configuration) : IHostedLifecycleService, IHealthCheck
{
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromMilliseconds(250);

    private Task starting = Task.CompletedTask;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            starting.IsCompletedSuccessfully
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("Telemetry is not set up yet.", starting.Exception)
        );

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // Beside the start of the server, as it costs as much; readiness waits for it, so that no request goes untraced.
        starting = Task.Run(() => services.GetService<TracerProvider>(), CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // Metrics are sums: starting to count a moment later loses nothing that anybody asks for.
        _ = Task.Run(() => services.GetService<MeterProvider>(), CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        // An exporter in its retry loop would hold Dispose for 10 s; a shutdown with a limit makes the later Dispose a no-op.
        var limit = (int)(await IsCollectorListeningAsync(cancellationToken) ? FlushTimeout : TimeSpan.Zero).TotalMilliseconds;
        await Task.WhenAll(
            OnThread(() => services.GetService<TracerProvider>()?.Shutdown(limit)),
            OnThread(() => services.GetService<MeterProvider>()?.Shutdown(limit)),
            OnThread(() => services.GetService<LoggerProvider>()?.Shutdown(limit))
        );
    }

    /// <summary>Each waits for exports whose answers need the thread pool: on two cores, three of its threads that wait are all it has.</summary>
    private static Task OnThread(Action shutdown) =>
        Task.Factory.StartNew(shutdown, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async Task<bool> IsCollectorListeningAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"], UriKind.Absolute, out var collector))
            return false;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ConnectTimeout);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(collector.DnsSafeHost, collector.Port, timeout.Token);
            return true;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
