using Platform.Dashboard.Live;

namespace Dashboard.Tests.Live;

public class LiveHubTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_within_a_quarter_of_a_second_are_one_tick()
    {
        var time = new ManualTime();
        var feed = new ChangeFeed();
        using var hub = new LiveHub(feed, time);
        var client = hub.Join();
        await client.NextAsync(Cancel);

        feed.Changed(Topic.Traces);
        feed.Changed(Topic.Logs);
        feed.Changed(Topic.Traces);
        time.Armed.ShouldBe(LiveHub.Interval);
        time.Pass(LiveHub.Interval);
        (await client.NextAsync(Cancel)).ShouldBe((1, 1 << (int)Topic.Traces | 1 << (int)Topic.Logs));

        time.Pass(TimeSpan.FromSeconds(10));
        time.Armed.ShouldBe(null, "nothing changed, so nothing runs");
        feed.Changed(Topic.Runs);
        time.Armed.ShouldBe(TimeSpan.Zero, "the first change after a pause is told of at once");
    }

    [Fact]
    public void While_nobody_looks_no_timer_is_armed()
    {
        var time = new ManualTime();
        var feed = new ChangeFeed();
        using var hub = new LiveHub(feed, time);
        feed.Changed(Topic.Traces);
        time.Armed.ShouldBe(null);
        hub.Leave(hub.Join());
        feed.Changed(Topic.Traces);
        time.Armed.ShouldBe(null);
    }

    [Fact]
    public async Task A_tab_that_is_slow_is_told_all_it_missed_at_once()
    {
        var time = new ManualTime();
        var feed = new ChangeFeed();
        using var hub = new LiveHub(feed, time);
        var client = hub.Join();
        foreach (var topic in (Topic[])[Topic.Alarms, Topic.Console, Topic.Metrics])
        {
            feed.Changed(topic);
            time.Pass(LiveHub.Interval);
        }
        var (sequence, topics) = await client.NextAsync(Cancel);
        sequence.ShouldBe(3);
        topics.ShouldBe((1 << Enum.GetValues<Topic>().Length) - 1);
        using var stop = new CancellationTokenSource(TimeSpan.Zero);
        await Should.ThrowAsync<OperationCanceledException>(async () => await client.NextAsync(stop.Token));
    }

    /// <summary>One timer, and a clock that goes on when the test says so.</summary>
    private sealed class ManualTime : TimeProvider, ITimer
    {
        private TimerCallback? callback;
        private long now;

        public TimeSpan? Armed { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            this.callback = callback;
            return this;
        }

        public void Pass(TimeSpan span)
        {
            now += span.Ticks;
            if (Armed is { } due && due <= span)
            {
                Armed = null;
                callback!(null);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Armed = dueTime == Timeout.InfiniteTimeSpan ? null : dueTime;
            return true;
        }

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
