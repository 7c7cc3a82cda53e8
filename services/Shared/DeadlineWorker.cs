using Npgsql;

namespace Platform.Services;

/// <summary>Does what falls due in a database, woken by the nearest due time and not by a clock tick. Any number of replicas may run.</summary>
internal abstract class DeadlineWorker(NpgsqlDataSource database, Alarm alarm, TimeProvider time, ILogger logger) : BackgroundService
{
    /// <summary>What is overdue but untouched is in another replica's hands: give it this long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    /// <summary>Selects one value: when the next thing falls due, or null.</summary>
    protected abstract string NextDue { get; }

    /// <summary>Does a batch of what is due and in nobody else's hands; returns how much that was.</summary>
    protected abstract Task<int> DoDueAsync(CancellationToken cancellationToken);

    /// <summary>The listener rings the alarm once it hears, so that nothing is missed between the first look and the first notice.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await alarm.WaitAsync(stoppingToken);
            try
            {
                if (await LookAsync(stoppingToken) is { } due && due <= time.UtcNow())
                {
                    while (await DoDueAsync(stoppingToken) > 0) { }
                    if (await LookAsync(stoppingToken) is { } left)
                        alarm.SetFor(Later(left, time.UtcNow() + Patience));
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning("What is due could not be looked up: {Reason}", error.Message);
                alarm.SetFor(time.UtcNow() + AfterFailure);
            }
        }
    }

    /// <summary>Sets the alarm for the next due time and returns it. Plain and cheap: it is all that happens at most starts.</summary>
    private async Task<DateTime?> LookAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(NextDue);
        if (await command.ExecuteScalarAsync(cancellationToken) is not DateTime next)
            return null;
        if (next > time.UtcNow())
            alarm.SetFor(next);
        return next;
    }

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;
}
