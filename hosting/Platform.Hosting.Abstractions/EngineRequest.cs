namespace Platform.Hosting;

/// <summary>What an engine is asked to serve, resolved for this run.</summary>
public sealed record EngineRequest
{
    /// <summary>The resource's name.</summary>
    public required string ResourceName { get; init; }

    /// <summary>What the integration says about the resource.</summary>
    public required EngineSettings Settings { get; init; }

    /// <summary>The engine's own directory for this resource and instance of the graph; absolute, and nobody else writes there.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>A directory of this instance of the graph that its engines share; absolute, and only its user may enter it. Null for none.</summary>
    public string? SharedDirectory { get; init; }

    /// <summary>Where the engine runs, if it is a library.</summary>
    public EnginePlacement Placement { get; init; }

    /// <summary>True when a data volume was asked for: data outlives the run. False: every start begins afresh.</summary>
    public bool KeepData { get; init; }

    /// <summary>The port to listen on, on loopback, by endpoint name.</summary>
    public required IReadOnlyDictionary<string, int> Ports { get; init; }

    /// <summary>The container's environment, resolved.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The container's arguments, resolved.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Where progress that a user would wait for is told ("downloading PostgreSQL 17").</summary>
    public IProgress<string>? Progress { get; init; }
}
