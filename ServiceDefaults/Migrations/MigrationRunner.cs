using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Platform.ServiceDefaults.Migrations;

/// <summary>Migrates while Kestrel starts; waits for a database that is not up yet; ends the service when a migration cannot be applied.</summary>
internal sealed partial class MigrationRunner(
    string connectionName,
    DatabaseMigrations state,
    Func<SchemaMigrator> create,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<MigrationRunner> logger
) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the thread that starts the next service.
        await Task.Yield();
        try
        {
            await ApplyWithPatienceAsync(stoppingToken);
            state.Complete();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            state.Fail(new OperationCanceledException("The service stopped before its migrations were applied."));
        }
        catch (Exception error)
        {
            state.Fail(error);
            LogFailed(error, connectionName);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private async Task ApplyWithPatienceAsync(CancellationToken cancellationToken)
    {
        var migrator = create();
        var deadline = time.GetUtcNow() + Patience;
        for (var delay = TimeSpan.FromMilliseconds(50); ; delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, LongestDelay.Ticks)))
        {
            try
            {
                await migrator.ApplyAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException error) when (IsNotUpYet(error) && time.GetUtcNow() + delay < deadline)
            {
                LogWaiting(connectionName, error.Message);
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }

    private static bool IsNotUpYet(NpgsqlException error) =>
        error.IsTransient
        || error.InnerException is SocketException
        || error is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.CannotConnectNow };

    [LoggerMessage(LogLevel.Warning, "Database {Database} cannot be reached yet: {Reason}")]
    private partial void LogWaiting(string database, string reason);

    [LoggerMessage(LogLevel.Critical, "The migrations of {Database} cannot be applied; the service stops")]
    private partial void LogFailed(Exception error, string database);
}
