using System.Collections.Concurrent;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Resources;

/// <summary>Measures what resources take of the machine, every two seconds and only while somebody looks or an alert needs it.</summary>
public sealed class UsageSampler(ResourceBoard board, ChangeFeed feed, TimeProvider time, ILogger<UsageSampler> logger) : BackgroundService
{
    /// <summary>Between two samples.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private const int Kept = 300;
    private static readonly TimeSpan attention = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, UsageSeries> series = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim wake = new(0, 1);
    private long lookedAt = long.MinValue;
    private int keepers;

    /// <summary>Raised after each sample, on the sampler's thread.</summary>
    public event Action? Sampled;

    /// <summary>Somebody looks: samples are taken for the next ten seconds.</summary>
    public void Look()
    {
        Interlocked.Exchange(ref lookedAt, time.GetTimestamp());
        Wake();
    }

    /// <summary>Samples are taken until this is disposed.</summary>
    public IDisposable Keep()
    {
        Interlocked.Increment(ref keepers);
        Wake();
        return new Keeper(this);
    }

    /// <summary>Null where the resource has no process of its own, the system is not Linux, or nobody has looked.</summary>
    public ResourceUsage? Current(string id) => series.TryGetValue(id, out var of) ? of.Newest : null;

    /// <summary>The samples of the last ten minutes as far as somebody looked, oldest first.</summary>
    public IReadOnlyList<ResourceUsage> Recent(string id) => series.TryGetValue(id, out var of) ? of.All : [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!ProcessTree.IsSupported)
        {
            return;
        }
        try
        {
            while (true)
            {
                await wake.WaitAsync(stoppingToken);
                using var timer = new PeriodicTimer(Interval, time);
                do
                {
                    Sample();
                } while (IsWanted() && await timer.WaitForNextTickAsync(stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The dashboard ends.
        }
        catch (Exception exception)
        {
            logger.LogWarning("CPU and memory cannot be measured any more: {Reason}", exception.Message);
        }
    }

    private bool IsWanted() =>
        Volatile.Read(ref keepers) > 0
        || (Interlocked.Read(ref lookedAt) is var at and not long.MinValue && time.GetElapsedTime(at) < attention);

    private void Wake()
    {
        lock (wake)
        {
            if (wake.CurrentCount == 0)
            {
                wake.Release();
            }
        }
    }

    private void Sample()
    {
        var tree = ProcessTree.Read();
        var now = time.GetUtcNow();
        foreach (var resource in board.All)
        {
            if (resource is { ProcessId: { } root, State: "Running" })
            {
                series.GetOrAdd(resource.Id, _ => new UsageSeries(Kept)).Add(tree.Of(root), now);
            }
            else
            {
                series.TryRemove(resource.Id, out _);
            }
        }
        feed.Changed(Topic.Resources);
        Sampled?.Invoke();
    }

    private sealed class Keeper(UsageSampler sampler) : IDisposable
    {
        private int disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0)
            {
                Interlocked.Decrement(ref sampler.keepers);
            }
        }
    }
}
