using System.Threading.Channels;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Insight;

/// <summary>Counts spans as they arrive, on a task of its own: who sends them waits for nothing.</summary>
internal sealed class InsightFollower(Insights insights, ChangeFeed feed, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);
    private readonly Channel<bool> arrivals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        insights.Spans.Arrived += Wake;
        try
        {
            Wake();
            var examining = ExamineAsync(stoppingToken);
            while (await arrivals.Reader.WaitToReadAsync(stoppingToken))
            {
                arrivals.Reader.TryRead(out _);
                while (insights.CatchUp(batches: 64))
                {
                    await Task.Yield();
                }
            }
            await examining;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The dashboard ends.
        }
        finally
        {
            insights.Spans.Arrived -= Wake;
        }

        void Wake() => arrivals.Writer.TryWrite(true);
    }

    /// <summary>
    /// A trace's spans come from several senders within a second or so: failing ones are looked at together, not span by span. Pages are told
    /// here too, of new figures once a second: nobody reads them faster.
    /// </summary>
    private async Task ExamineAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Settling, time);
        var (told, rounds) = (0L, 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var failures = insights.Failures.IsWaiting && insights.Failures.Refresh(TimeSpan.FromMilliseconds(100));
            var counted = insights.Lag.Counted;
            if (failures || (counted != told && rounds % 2 == 0))
            {
                told = counted;
                feed.Changed(Topic.Overview);
            }
            rounds++;
        }
    }
}
