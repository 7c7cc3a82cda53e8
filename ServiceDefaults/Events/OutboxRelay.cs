using Confluent.Kafka;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults.Kafka;
using Platform.ServiceDefaults.Migrations;

namespace Platform.ServiceDefaults.Events;

/// <summary>Publishes what stands in the outbox of one database. One replica does; when its session ends, another takes over.</summary>
internal sealed partial class OutboxRelay(
    string databaseName,
    NpgsqlDataSource database,
    DatabaseMigrations migrations,
    KafkaConnection kafka,
    string source,
    OutboxOptions options,
    TimeProvider time,
    ILogger<OutboxRelay> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the thread that starts the next service.
        await Task.Yield();
        await migrations.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RelayAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogLost(databaseName, error.Message);
            }
            await Task.Delay(options.TakeOverInterval, time, stoppingToken);
        }
    }

    private async Task RelayAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var table = new OutboxTable(connection);
        while (!await table.TryLockAsync(cancellationToken))
            await Task.Delay(options.TakeOverInterval, time, cancellationToken);
        LogRelaying(databaseName);
        // Without a time limit: an event that gave up its place to a later one would break the order. Dropped with the term instead.
        var producer = new KafkaProducer(kafka, new ProducerConfig { MessageTimeoutMs = 0 }, flush: TimeSpan.Zero);
        try
        {
            await new OutboxTerm(connection, table, producer, source, options, time, logger).RunAsync(cancellationToken);
        }
        finally
        {
            // Blocks for as long as the client's threads take to end.
            await Task.Run(producer.Dispose, CancellationToken.None);
        }
    }

    /// <summary>Outside the pool: closing it ends the session, and with it the lock.</summary>
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await using var pooled = database.CreateConnection();
        var settings = new NpgsqlConnectionStringBuilder(pooled.ConnectionString) { Pooling = false, KeepAlive = 30 };
        var connection = await pooled.CloneWithAsync(settings.ConnectionString, cancellationToken);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Information, "Relaying the outbox of {Database}")]
    private partial void LogRelaying(string database);

    [LoggerMessage(LogLevel.Warning, "The outbox of {Database} is not relayed just now, its events wait: {Reason}")]
    private partial void LogLost(string database, string reason);
}
