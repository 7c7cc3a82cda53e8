using System.Threading.Channels;

namespace Platform.Dashboard.Objectives;

/// <summary>Hands alarms to one receiver, in their order. One that fails is tried again, later each time, and keeps nobody else waiting.</summary>
internal sealed class AlarmDelivery(IAlarmChannel channel, TimeProvider time, Action changed, ILogger logger)
{
    public const int Attempts = 10;
    private const int Waiting = 200;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Channel<Alarm> queue = Channel.CreateBounded<Alarm>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );
    private volatile AlarmDeliveryStatus status = new(channel.Kind, channel.Target);

    public AlarmDeliveryStatus Status => status with { Waiting = queue.Reader.Count + (status.IsTrying ? 1 : 0) };

    public void Post(Alarm alarm) => queue.Writer.TryWrite(alarm);

    public async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var alarm in queue.Reader.ReadAllAsync(stoppingToken))
            {
                Become(status with { IsTrying = true });
                await DeliverAsync(alarm, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private async Task DeliverAsync(Alarm alarm, CancellationToken stoppingToken)
    {
        var wait = First;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                patience.CancelAfter(Patience);
                await channel.SendAsync(alarm, patience.Token);
                Become(status with { IsTrying = false, Delivered = status.Delivered + 1, DeliveredAt = time.GetUtcNow(), Error = null });
                return;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever goes wrong out there is said on the page; it must not end what happens in here.
                var isLast = error is AlarmRefusedException || attempt >= Attempts;
                var reason = error is OperationCanceledException ? $"no answer within {Patience.TotalSeconds} s" : error.Message;
                logger.LogWarning(
                    "The alarm '{Alarm}' did not reach {Kind} {Target}: {Reason}",
                    alarm.Alert.Name,
                    channel.Kind,
                    channel.Target,
                    reason
                );
                Become(
                    status with
                    {
                        IsTrying = !isLast,
                        Failures = status.Failures + 1,
                        Lost = status.Lost + (isLast ? 1 : 0),
                        Error = reason,
                        RetryAt = isLast ? null : time.GetUtcNow() + wait,
                    }
                );
                if (isLast)
                {
                    return;
                }
                await Task.Delay(wait, time, stoppingToken);
                wait = wait * 2 < Longest ? wait * 2 : Longest;
            }
        }
    }

    private void Become(AlarmDeliveryStatus next)
    {
        status = next;
        changed();
    }
}

/// <summary>How a receiver fares.</summary>
/// <param name="Target">Without what is secret of its address.</param>
internal sealed record AlarmDeliveryStatus(string Kind, string Target)
{
    public bool IsTrying { get; init; }

    /// <summary>Alarms that it has not got yet.</summary>
    public int Waiting { get; init; }
    public int Delivered { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Attempts that failed.</summary>
    public int Failures { get; init; }

    /// <summary>Alarms that were given up.</summary>
    public int Lost { get; init; }

    /// <summary>Why the last attempt failed; null once one has succeeded.</summary>
    public string? Error { get; init; }
    public DateTimeOffset? RetryAt { get; init; }
}
