using System.Threading.Channels;
using Platform.Dashboard.Insight;
using Platform.Dashboard.Live;
using Platform.Dashboard.Resources;

namespace Platform.Dashboard.Objectives;

/// <summary>Judges when something has come in, at most once a second, or when time alone can change a verdict.</summary>
internal sealed class AlarmWatch(
    AlarmEvaluator evaluator,
    ITrafficStatistics statistics,
    ResourceBoard board,
    DownWatch down,
    ChangeFeed feed,
    TimeProvider time,
    ILogger<AlarmWatch> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (evaluator.IsEmpty)
        {
            return;
        }
        board.Changed += OnResource;
        statistics.Advanced += Wake;
        foreach (var snapshot in board.All)
        {
            down.Take(snapshot);
        }
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var pending = evaluator.Pending().Count;
                var next = Judge();
                if (pending != evaluator.Pending().Count)
                {
                    feed.Changed(Topic.Alarms);
                }
                await Task.Delay(next < Pause ? next.Value : Pause, time, stoppingToken);
                await WaitAsync(next - Pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
        finally
        {
            board.Changed -= OnResource;
            statistics.Advanced -= Wake;
        }
    }

    private TimeSpan? Judge()
    {
        try
        {
            return evaluator.Evaluate(time.GetUtcNow());
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // One alert that cannot be read must not end the watch over the others for good.
            logger.LogError(
                error,
                "Alerts could not be judged; they are looked at again in {Seconds} s.",
                AlarmEvaluator.Machine.TotalSeconds
            );
            return AlarmEvaluator.Machine;
        }
    }

    private async Task WaitAsync(TimeSpan? longest, CancellationToken stoppingToken)
    {
        if (longest <= TimeSpan.Zero)
        {
            return;
        }
        using var timer = longest is { } due ? time.CreateTimer(_ => Wake(), null, due, Timeout.InfiniteTimeSpan) : null;
        await wakes.Reader.ReadAsync(stoppingToken);
    }

    private void OnResource(ResourceSnapshot snapshot)
    {
        down.Take(snapshot);
        Wake();
    }

    private void Wake() => wakes.Writer.TryWrite(true);
}
