namespace Platform.Hosting;

/// <summary>When somebody wants to be told: each condition one alert more.</summary>
public sealed class AlertBuilder
{
    private readonly List<AlertAnnotation> alerts = [];
    private readonly string? route;
    private readonly string? callee;
    private TimeSpan duration;
    private int minimumSamples = 1;
    private bool isWarning;
    private string? name;

    internal AlertBuilder(string? route, string? callee)
    {
        this.route = route;
        this.callee = callee;
    }

    /// <summary>What it is called in messages. Default the resource, its route and the condition.</summary>
    public AlertBuilder Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        this.name = name;
        return this;
    }

    public AlertBuilder MeanAbove(TimeSpan limit) => Add(Measure.Mean, limit.TotalMilliseconds);

    public AlertBuilder P95Above(TimeSpan limit) => Add(Measure.P95, limit.TotalMilliseconds);

    public AlertBuilder P99Above(TimeSpan limit) => Add(Measure.P99, limit.TotalMilliseconds);

    /// <param name="share">As in <c>1.Percent()</c>.</param>
    public AlertBuilder ErrorsAbove(double share) => Add(Measure.ErrorShare, Share(share));

    /// <param name="perSecond">Requests a second.</param>
    public AlertBuilder ThroughputBelow(double perSecond) => Add(Measure.Throughput, perSecond);

    /// <summary>A replica that ran does not any more, though nobody stopped it.</summary>
    public AlertBuilder InstanceDown() => Add(Measure.InstanceDown, 0);

    /// <summary>Of the volume that holds the graph's data.</summary>
    public AlertBuilder DiskAbove(double share) => Add(Measure.DiskShare, Share(share));

    /// <summary>Of the machine's memory.</summary>
    public AlertBuilder MemoryAbove(double share) => Add(Measure.MemoryShare, Share(share));

    /// <summary>How long it must hold before anybody is told. Default none.</summary>
    public AlertBuilder For(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        this.duration = duration;
        return this;
    }

    /// <summary>With fewer requests nothing is judged. Default 1.</summary>
    public AlertBuilder WithMinimumSamples(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        minimumSamples = samples;
        return this;
    }

    /// <summary>A warning; default critical.</summary>
    public AlertBuilder AsWarning()
    {
        isWarning = true;
        return this;
    }

    internal IReadOnlyList<AlertAnnotation> Build() =>
        alerts.Count == 0
            ? throw new InvalidOperationException("An alert says nothing: add ErrorsAbove, P99Above, InstanceDown, DiskAbove or the like.")
            :
            [
                .. alerts.Select(alert =>
                    alert with
                    {
                        Name = name,
                        For = duration,
                        MinimumSamples = minimumSamples,
                        IsWarning = isWarning,
                    }
                ),
            ];

    private static double Share(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        return share;
    }

    private AlertBuilder Add(Measure measure, double limit)
    {
        alerts.Add(new AlertAnnotation(route, callee, measure, limit));
        return this;
    }
}
