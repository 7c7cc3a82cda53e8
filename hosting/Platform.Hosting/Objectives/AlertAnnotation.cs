using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting;

/// <summary>When somebody wants to be told about the resource that it lies on.</summary>
/// <param name="Route">"POST /api/v1/orders"; null: all that the resource answers.</param>
/// <param name="Callee">Of an edge: the resource that this one calls; null: what this one answers itself.</param>
/// <param name="Limit">Beyond it the alert is due; of <see cref="Measure.Throughput"/> below it.</param>
public sealed record AlertAnnotation(string? Route, string? Callee, Measure Measure, double Limit) : IResourceAnnotation
{
    /// <summary>Null: made of the rest.</summary>
    public string? Name { get; init; }

    /// <summary>How long it must hold before anybody is told. Default none.</summary>
    public TimeSpan For { get; init; }

    /// <summary>Fewer say nothing. Default 1.</summary>
    public int MinimumSamples { get; init; } = 1;

    /// <summary>False: critical.</summary>
    public bool IsWarning { get; init; }
}
