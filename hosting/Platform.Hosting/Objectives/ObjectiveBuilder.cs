namespace Platform.Hosting;

/// <summary>What is expected of a route, a resource or an edge: each call one objective more.</summary>
public sealed class ObjectiveBuilder
{
    private readonly List<ObjectiveAnnotation> objectives = [];
    private readonly string? route;
    private readonly string? callee;
    private int minimumSamples = 20;
    private double target = 0.999;
    private string? name;

    internal ObjectiveBuilder(string? route, string? callee)
    {
        this.route = route;
        this.callee = callee;
    }

    /// <summary>What it is called on screen, before its measure. Default the resource and its route.</summary>
    public ObjectiveBuilder Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        this.name = name;
        return this;
    }

    /// <param name="warnAbove">A tighter limit, to be told of early. Default none.</param>
    public ObjectiveBuilder MeanBelow(TimeSpan limit, TimeSpan? warnAbove = null) => Duration(Measure.Mean, limit, warnAbove);

    /// <inheritdoc cref="MeanBelow" />
    public ObjectiveBuilder P50Below(TimeSpan limit, TimeSpan? warnAbove = null) => Duration(Measure.P50, limit, warnAbove);

    /// <inheritdoc cref="MeanBelow" />
    public ObjectiveBuilder P95Below(TimeSpan limit, TimeSpan? warnAbove = null) => Duration(Measure.P95, limit, warnAbove);

    /// <inheritdoc cref="MeanBelow" />
    public ObjectiveBuilder P99Below(TimeSpan limit, TimeSpan? warnAbove = null) => Duration(Measure.P99, limit, warnAbove);

    /// <param name="limit">A share: <c>0.1.Percent()</c>.</param>
    /// <param name="warnAbove">A tighter share, to be told of early. Default none.</param>
    public ObjectiveBuilder ErrorsBelow(double limit, double? warnAbove = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(limit, 1);
        return Add(Measure.ErrorShare, limit, warnAbove);
    }

    /// <param name="perSecond">Requests a second.</param>
    /// <param name="warnBelow">A higher rate, to be told of early. Default none.</param>
    public ObjectiveBuilder ThroughputAbove(double perSecond, double? warnBelow = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perSecond);
        return Add(Measure.Throughput, perSecond, warnBelow);
    }

    /// <summary>With fewer requests nothing is judged. Default 20.</summary>
    public ObjectiveBuilder WithMinimumSamples(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        minimumSamples = samples;
        return this;
    }

    /// <summary>The share of requests, or of time, that must keep each limit; the rest is the error budget. Default 99.9 percent.</summary>
    public ObjectiveBuilder WithTarget(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        target = share;
        return this;
    }

    internal IReadOnlyList<ObjectiveAnnotation> Build() =>
        objectives.Count == 0
            ? throw new InvalidOperationException("An objective says nothing: add MeanBelow, P99Below, ErrorsBelow or ThroughputAbove.")
            : [.. objectives.Select(objective => objective with { Name = name, MinimumSamples = minimumSamples, Target = target })];

    private ObjectiveBuilder Duration(Measure measure, TimeSpan limit, TimeSpan? warning)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        return Add(measure, limit.TotalMilliseconds, warning?.TotalMilliseconds);
    }

    private ObjectiveBuilder Add(Measure measure, double limit, double? warning)
    {
        objectives.Add(new ObjectiveAnnotation(route, callee, measure, limit) { Warning = warning });
        return this;
    }
}
