namespace Platform.Dashboard.Insight;

/// <summary>What one subject did between two times. Durations are in milliseconds; percentiles are good to 6 %.</summary>
public sealed record TrafficWindow(long From, long To)
{
    public static TrafficWindow Empty(long from, long to) => new(from, to);

    public long Count { get; init; }
    public long Errors { get; init; }
    public long Timeouts { get; init; }
    public double Mean { get; init; }
    public double P50 { get; init; }
    public double P95 { get; init; }
    public double P99 { get; init; }
    public double Max { get; init; }

    /// <summary>Requests a second.</summary>
    public double Rate { get; init; }

    /// <summary>0 to 1, for a threshold of 500 ms: a failed request satisfies nobody.</summary>
    public double Apdex { get; init; } = 1;

    /// <summary>0 to 1.</summary>
    public double ErrorShare => Count == 0 ? 0 : (double)Errors / Count;

    /// <summary>Oldest first; times without requests are left out.</summary>
    public IReadOnlyList<TrafficPoint> Points { get; init; } = [];
}

/// <summary>One bucket of a series.</summary>
/// <param name="Start">Nanoseconds since 1970.</param>
/// <param name="Seconds">The bucket's width.</param>
public readonly record struct TrafficPoint(
    long Start,
    int Seconds,
    long Count,
    long Errors,
    double Mean,
    double P50,
    double P95,
    double P99
);

/// <param name="Kind">server, consumer or job (a root span of a resource's own).</param>
public sealed record RouteTraffic(string Resource, string Route, string Kind, TrafficWindow Traffic);

/// <param name="Caller">A resource, or a topic.</param>
/// <param name="Callee">A resource, a topic, or an address that nobody knows.</param>
/// <param name="Kind">call, produce or consume.</param>
/// <param name="System">"postgresql", "redis", "kafka" …; null of plain HTTP.</param>
/// <param name="External">True where the callee is no resource that is known.</param>
public sealed record EdgeTraffic(string Caller, string Callee, string Kind, string? System, bool External, TrafficWindow Traffic)
{
    /// <summary>The address that was called, as the caller says; null where it does not.</summary>
    public string? Peer { get; init; }

    /// <summary>What a decoded call says of the database; null where there is none.</summary>
    public string? Database { get; init; }
}
