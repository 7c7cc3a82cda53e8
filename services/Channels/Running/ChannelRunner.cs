using Channels.Malls;
using Channels.Orders;
using Channels.Products;
using Npgsql;
using OpenTelemetry;
using Platform.ServiceDefaults.Migrations;

namespace Channels.Running;

/// <summary>Serves one mall: pushes products and looks for orders. One replica does; when its session ends, another takes over.</summary>
internal sealed partial class ChannelRunner(
    ISalesChannel channel,
    MallOptions mall,
    NpgsqlDataSource database,
    DatabaseMigrations migrations,
    ListingStore listings,
    OrderIntake intake,
    ProgressStore progress,
    ChannelsOptions options,
    TimeProvider time,
    ILogger<ChannelRunner> logger
) : BackgroundService
{
    /// <summary>The first half of the lock's key; the other is the mall's.</summary>
    private const int Lock = 0x4368_616e;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await migrations.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ServeAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogLost(channel.Name, error.Message);
            }
            await Task.Delay(options.TakeOverInterval, time, stoppingToken);
        }
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(cancellationToken);
        // The end of another's session is no event that one could wait for.
        while (!await TryLockAsync(session, cancellationToken))
            await Task.Delay(options.TakeOverInterval, time, cancellationToken);
        LogServing(channel.Name);
        var term = new ChannelTerm(
            session,
            channel.Name,
            new ListingPusher(channel, mall, listings, time, logger),
            new OrderPoller(channel, mall, intake, progress, options, time, logger),
            new ListingComparer(channel, mall, listings, progress, time, logger),
            listings,
            time
        );
        await term.RunAsync(cancellationToken);
    }

    /// <summary>Outside the pool: closing it ends the session, and with it the lock.</summary>
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await using var pooled = database.CreateConnection();
        var settings = new NpgsqlConnectionStringBuilder(pooled.ConnectionString) { Pooling = false, KeepAlive = 30 };
        var session = await pooled.CloneWithAsync(settings.ConnectionString, cancellationToken);
        try
        {
            await session.OpenAsync(cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private async Task<bool> TryLockAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        using var _ = SuppressInstrumentationScope.Begin();
        await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({Lock}, hashtext($1))", session);
        command.Parameters.Add(new() { Value = channel.Name });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    [LoggerMessage(LogLevel.Information, "Serving the mall {Channel}")]
    private partial void LogServing(string channel);

    [LoggerMessage(LogLevel.Warning, "The mall {Channel} is not served just now, what concerns it waits: {Reason}")]
    private partial void LogLost(string channel, string reason);
}
