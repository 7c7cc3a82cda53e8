using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Platform.ServiceDefaults.Migrations;

namespace Platform.Services;

/// <summary>Hears, over PostgreSQL's LISTEN, what any replica has committed. Not ready while deaf.</summary>
internal class DatabaseListener(
    NpgsqlDataSource database,
    DatabaseMigrations migrations,
    Alarm alarm,
    TimeProvider time,
    ILogger<DatabaseListener> logger
) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private volatile bool listening;

    /// <summary>Further channels, besides that of the deadlines.</summary>
    protected virtual IReadOnlyList<string> Channels => [];

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(listening ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Not listening to the database."));

    protected virtual void Hear(string payload) { }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await migrations.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning("Lost the connection that notices come over: {Reason}", error.Message);
                await Task.Delay(AfterFailure, time, stoppingToken);
            }
            finally
            {
                listening = false;
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notice) =>
        {
            if (notice.Channel == Deadlines.Channel)
                alarm.SetFor(Deadlines.Parse(notice.Payload));
            else
                Hear(notice.Payload);
        };
        var channels = string.Concat(Channels.Append(Deadlines.Channel).Select(channel => $"listen {channel};"));
        await using (var listen = new NpgsqlCommand(channels, connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        listening = true;
        alarm.Ring();
        while (true)
            await connection.WaitAsync(cancellationToken);
    }
}
