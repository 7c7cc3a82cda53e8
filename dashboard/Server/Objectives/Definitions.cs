namespace Platform.Dashboard.Objectives;

/// <summary>What is measured: a route, a whole resource, or an edge between two. Empty parts mean all.</summary>
/// <param name="Resource">The resource that answers.</param>
/// <param name="Route">"POST /api/v1/orders", as its server spans are named; null: all its routes.</param>
/// <param name="Caller">Of an edge: the resource that calls.</param>
public sealed record Subject(string Resource, string? Route = null, string? Caller = null);

/// <param name="Measure">mean, p50, p95, p99 (milliseconds), errorShare (0 to 1) or throughput (requests a second).</param>
/// <param name="Limit">An upper bound; of throughput a lower one.</param>
public sealed record ObjectiveDefinition(string Name, Subject Subject, string Measure, double Limit)
{
    public int MinimumSamples { get; init; } = 20;

    /// <summary>The share of time or of requests that must keep the limit; the rest is the error budget. Default 0.999.</summary>
    public double Target { get; init; } = 0.999;

    /// <summary>A tighter limit, to be told of early; null: none.</summary>
    public double? Warning { get; init; }
}

/// <param name="Measure">An objective's measures, or instanceDown, diskShare, memoryShare (0 to 1).</param>
/// <param name="For">How long it must hold before it fires.</param>
public sealed record AlertDefinition(string Name, Subject Subject, string Measure, double Limit, TimeSpan For)
{
    public int MinimumSamples { get; init; } = 1;

    /// <summary>warning or critical.</summary>
    public string Severity { get; init; } = "critical";
}

/// <param name="Kind">slack, webhook or mail.</param>
/// <param name="Address">A URL, or an address for mail.</param>
public sealed record AlarmReceiver(string Kind, string Address);
