namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>What documents, indices and requests under way may take together.</summary>
/// <param name="limit">In bytes.</param>
internal sealed class MemoryBudget(long limit)
{
    // A document takes its source, and about as much again once it is indexed.
    private const int Growth = 2;
    private const long BodiesUnderWay = 256L << 20;
    private long used;
    private long underWay;

    public long Used => Volatile.Read(ref used);

    public long Limit => limit;

    public void Add(long bytes) => Interlocked.Add(ref used, bytes);

    /// <summary>Takes room for a request's body, until <see cref="ReturnBody"/>.</summary>
    /// <exception cref="ElasticsearchException">The bodies under way have too much of it: 429.</exception>
    public void TakeBody(long bytes)
    {
        if (Interlocked.Add(ref underWay, bytes) is var wanted && wanted <= BodiesUnderWay)
            return;
        Interlocked.Add(ref underWay, -bytes);
        throw Exceeded(wanted, BodiesUnderWay, "TRANSIENT");
    }

    public void ReturnBody(long bytes) => Interlocked.Add(ref underWay, -bytes);

    /// <exception cref="ElasticsearchException">Documents of so many bytes have no room: 429.</exception>
    public void CheckRoom(long bytes)
    {
        if (Used + Growth * bytes is var wanted && wanted > limit)
            throw Exceeded(wanted, limit, "PERMANENT");
    }

    private static ElasticsearchException Exceeded(long wanted, long limit, string durability) =>
        new(
            429,
            "circuit_breaking_exception",
            $"[parent] Data too large, data for [<http_request>] would be [{wanted}/{Size(wanted)}], which is larger than the limit of [{limit}/{Size(limit)}]"
        )
        {
            Details = new Dictionary<string, object>
            {
                ["bytes_wanted"] = wanted,
                ["bytes_limit"] = limit,
                ["durability"] = durability,
            },
        };

    private static string Size(long bytes) =>
        bytes switch
        {
            >= 1L << 30 => FormattableString.Invariant($"{bytes / (double)(1L << 30):0.#}gb"),
            >= 1L << 20 => FormattableString.Invariant($"{bytes / (double)(1L << 20):0.#}mb"),
            >= 1L << 10 => FormattableString.Invariant($"{bytes / (double)(1L << 10):0.#}kb"),
            _ => $"{bytes}b",
        };
}
