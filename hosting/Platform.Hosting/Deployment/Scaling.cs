namespace Platform.Hosting.Deployment;

/// <summary>How many instances there are. Where <see cref="Max"/> is above <see cref="Min"/>, a target scales by whichever of the measures asks for most.</summary>
public sealed record Scaling(int Min, int Max)
{
    public Scaling(int instances)
        : this(instances, instances) { }

    /// <summary>Percent of the requested CPU, on average.</summary>
    public int? Cpu { get; init; }

    /// <summary>Percent of the requested memory, on average.</summary>
    public int? Memory { get; init; }

    /// <summary>Requests a second of one instance.</summary>
    public int? RequestsPerSecond { get; init; }
}
