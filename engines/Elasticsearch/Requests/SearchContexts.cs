using System.Security.Cryptography;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>What is kept open for searches to come: each until nobody has asked for it for as long as it was to be kept.</summary>
/// <typeparam name="T">A scroll, or a point in time.</typeparam>
internal sealed class SearchContexts<T>(TimeProvider time, int limit, Func<int, ElasticsearchException> tooMany)
    where T : class
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> open = [];
    private ITimer? sweeper;

    private sealed record Entry(T Value)
    {
        public TimeSpan KeepAlive { get; set; }

        public DateTimeOffset Until { get; set; }
    }

    public static void CheckKeepAlive(TimeSpan keepAlive)
    {
        if (keepAlive > Longest)
        {
            throw ElasticsearchException.IllegalArgument(
                $"Keep alive for request ({keepAlive.TotalHours:0.#}h) is too large. It must be less than (1d). "
                    + "This limit can be set by changing the [search.max_keep_alive] cluster level setting."
            );
        }
    }

    public string Open(T value, TimeSpan keepAlive)
    {
        CheckKeepAlive(keepAlive);
        var id = Convert.ToBase64String(RandomNumberGenerator.GetBytes(33)).Replace('+', '-').Replace('/', '_');
        lock (gate)
        {
            Sweep();
            if (open.Count >= limit)
            {
                throw tooMany(limit);
            }

            open[id] = new(value) { KeepAlive = keepAlive, Until = time.GetUtcNow() + keepAlive };
            // While something is open its memory is to be had back in time, even if nobody asks for anything again.
            sweeper ??= time.CreateTimer(_ => SweepNow(), null, SweepEvery, SweepEvery);
        }

        return id;
    }

    /// <summary>Keeps it open from now on, as long as it was to be kept or as long as is asked for now.</summary>
    /// <returns>Null when there is none, or none any more.</returns>
    public T? Find(string id, TimeSpan? keepAlive)
    {
        if (keepAlive is { } asked)
        {
            CheckKeepAlive(asked);
        }

        lock (gate)
        {
            Sweep();
            if (!open.TryGetValue(id, out var entry))
            {
                return null;
            }

            entry.KeepAlive = keepAlive ?? entry.KeepAlive;
            entry.Until = time.GetUtcNow() + entry.KeepAlive;
            return entry.Value;
        }
    }

    public bool Close(string id)
    {
        lock (gate)
        {
            Sweep();
            return open.Remove(id);
        }
    }

    /// <returns>How many there were.</returns>
    public int CloseAll(Func<T, bool> which)
    {
        lock (gate)
        {
            Sweep();
            string[] ids = [.. open.Where(entry => which(entry.Value.Value)).Select(entry => entry.Key)];
            foreach (var id in ids)
            {
                open.Remove(id);
            }

            return ids.Length;
        }
    }

    private void SweepNow()
    {
        lock (gate)
        {
            Sweep();
            if (open.Count == 0)
            {
                sweeper?.Dispose();
                sweeper = null;
            }
        }
    }

    private void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var (id, entry) in open)
        {
            if (entry.Until < now)
            {
                open.Remove(id);
            }
        }
    }
}
