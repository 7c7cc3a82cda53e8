using System.Threading.Channels;
using Catalog.Data;
using Npgsql;
using Platform.ServiceDefaults.Migrations;

namespace Catalog.Stock;

/// <summary>Gives the pieces of abandoned reservations back. Sleeps until the nearest expiry; a reservation that is due earlier wakes it.</summary>
public sealed partial class ReservationExpiry(
    StockStore stock,
    ProductCache products,
    DatabaseMigrations migrations,
    TimeProvider time,
    ILogger<ReservationExpiry> logger
) : BackgroundService
{
    // What a replica that died had reserved is found by the others after at most this time.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private long sleepsUntil = DateTimeOffset.MaxValue.UtcTicks;

    /// <summary>Tells of a reservation made here.</summary>
    public void Expect(DateTimeOffset expiresAt)
    {
        if (expiresAt.UtcTicks < Interlocked.Read(ref sleepsUntil))
        {
            wake.Writer.TryWrite(true);
        }
    }

    /// <summary>Expires what is due now.</summary>
    public async Task<Expiry> SweepAsync(CancellationToken cancellationToken = default)
    {
        var expiry = await stock.ExpireAsync(cancellationToken);
        if (expiry.Reservations > 0)
        {
            LogExpired(expiry.Reservations);
            await products.StockChangedAsync(expiry.Products);
        }
        return expiry;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await migrations.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await SleepAsync(await TrySweepAsync(stoppingToken), stoppingToken);
        }
    }

    private async Task<TimeSpan> TrySweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Set before the look into the database, so that a reservation made meanwhile is not missed.
            Interlocked.Exchange(ref sleepsUntil, DateTimeOffset.MaxValue.UtcTicks);
            var next = await stock.NextExpiryAsync(stoppingToken) ?? LongestSleep;
            if (next == TimeSpan.Zero)
            {
                await SweepAsync(stoppingToken);
            }
            return next < LongestSleep ? next : LongestSleep;
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException)
        {
            LogFailed(error.Message);
            return AfterFailure;
        }
    }

    private async Task SleepAsync(TimeSpan duration, CancellationToken stoppingToken)
    {
        Interlocked.Exchange(ref sleepsUntil, (time.GetUtcNow() + duration).UtcTicks);
        using var enough = new CancellationTokenSource(duration, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, stoppingToken);
        try
        {
            await wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Slept enough.
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} reservations expired, their pieces are for sale again")]
    private partial void LogExpired(int count);

    [LoggerMessage(LogLevel.Warning, "Reservations could not be expired, trying again soon: {Reason}")]
    private partial void LogFailed(string reason);
}
