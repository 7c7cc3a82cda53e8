using Channels.Products;
using Npgsql;
using OpenTelemetry;
using Platform.Services;

namespace Channels.Running;

/// <summary>The time during which this replica serves a mall: one session that holds the lock. When that fails, all ends.</summary>
internal sealed class ChannelTerm(
    NpgsqlConnection session,
    string channel,
    ListingPusher pusher,
    OrderPoller poller,
    ListingComparer comparer,
    ListingStore listings,
    TimeProvider time
)
{
    private readonly SemaphoreSlim told = new(0, 1);

    /// <summary>Serves until cancelled, or until something fails that is not the mall's fault.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await ListenAsync(end.Token);
        Task[] all = [WatchAsync(end.Token), PushAsync(end.Token), poller.RunAsync(end.Token), comparer.RunAsync(Wake, end.Token)];
        var first = await Task.WhenAny(all);
        await end.CancelAsync();
        await Task.WhenAll(all).ContinueWith(_ => { }, TaskScheduler.Default);
        await first;
    }

    /// <summary>Has every commit that there is something to push for told to this session, and the server notice soon when this machine is gone.</summary>
    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        using var _ = SuppressInstrumentationScope.Begin();
        session.Notification += (_, notice) =>
        {
            if (notice.Payload == channel)
                Wake();
        };
        await using var listen = new NpgsqlCommand(
            $"set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 2; listen {ListingStore.Notices}",
            session
        );
        await listen.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (true)
            await session.WaitAsync(cancellationToken);
    }

    private async Task PushAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (await pusher.PushDueAsync(cancellationToken) > 0) { }
            await told.WaitAsync(await UntilNextAsync(cancellationToken), cancellationToken);
        }
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        if (await listings.NextDueAsync(channel, cancellationToken) is not { } next)
            return Timeout.InfiniteTimeSpan;
        var wait = next - time.UtcNow();
        return wait > TimeSpan.Zero ? wait + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
    }

    private void Wake()
    {
        // One who waits is enough; a race between two who wake costs a look.
        if (told.CurrentCount == 0)
        {
            try
            {
                told.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else was quicker.
            }
        }
    }
}
