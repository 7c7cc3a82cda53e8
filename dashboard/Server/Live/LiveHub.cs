using System.Collections.Immutable;

namespace Platform.Dashboard.Live;

/// <summary>
/// Tells every open tab which topics changed, four times a second at most. Its timer is armed by the first change after a tick: while nothing changes, or
/// nobody looks, nothing runs.
/// </summary>
internal sealed class LiveHub : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly int All = (1 << Enum.GetValues<Topic>().Length) - 1;
    private readonly ChangeFeed feed;
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private ImmutableHashSet<LiveClient> clients = [];
    private int pending;
    private long last;
    private long sequence;

    public LiveHub(ChangeFeed feed, TimeProvider time)
    {
        this.feed = feed;
        this.time = time;
        last = time.GetTimestamp();
        timer = time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        feed.Changes += OnChange;
    }

    /// <summary>A tab that is told of everything once, and from then on of what changes.</summary>
    public LiveClient Join()
    {
        var client = new LiveClient();
        ImmutableInterlocked.Update(ref clients, set => set.Add(client));
        client.Notify(Interlocked.Read(ref sequence), All);
        return client;
    }

    public void Leave(LiveClient client) => ImmutableInterlocked.Update(ref clients, set => set.Remove(client));

    public void Dispose()
    {
        feed.Changes -= OnChange;
        timer.Dispose();
    }

    private void OnChange(Topic topic)
    {
        var bit = 1 << (int)topic;
        if (clients.IsEmpty || (Volatile.Read(ref pending) & bit) != 0)
        {
            return;
        }
        if (Interlocked.Or(ref pending, bit) == 0)
        {
            var wait = Interval - time.GetElapsedTime(Interlocked.Read(ref last));
            timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void Tick()
    {
        Interlocked.Exchange(ref last, time.GetTimestamp());
        var topics = Interlocked.Exchange(ref pending, 0);
        if (topics == 0)
        {
            return;
        }
        var number = Interlocked.Increment(ref sequence);
        foreach (var client in clients)
        {
            client.Notify(number, topics);
        }
    }
}
