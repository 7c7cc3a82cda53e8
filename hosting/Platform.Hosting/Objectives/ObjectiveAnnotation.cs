using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting;

/// <summary>An objective of the resource that it lies on.</summary>
/// <param name="Route">"POST /api/v1/orders"; null: all that the resource answers.</param>
/// <param name="Callee">Of an edge: the resource that this one calls; null: what this one answers itself.</param>
/// <param name="Limit">An upper bound; of <see cref="Measure.Throughput"/> a lower one.</param>
public sealed record ObjectiveAnnotation(string? Route, string? Callee, Measure Measure, double Limit) : IResourceAnnotation
{
    /// <summary>Null: made of the rest.</summary>
    public string? Name { get; init; }

    /// <summary>A tighter limit, to be told of early; null: none.</summary>
    public double? Warning { get; init; }

    /// <summary>The share of requests, or of time, that must keep the limit. Default 0.999.</summary>
    public double Target { get; init; } = 0.999;

    /// <summary>Fewer say nothing. Default 20.</summary>
    public int MinimumSamples { get; init; } = 20;
}
