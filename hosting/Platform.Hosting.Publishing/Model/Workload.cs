using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>A service, or a step that ends.</summary>
public sealed record Workload(string Name, IResource Resource, Stage Stage) : Component(Name, Resource, Stage)
{
    public required WorkloadKind Kind { get; init; }
    public required ImageReference Image { get; init; }

    /// <summary>In the order in which the graph sets them. Connections to stores are in <see cref="Connections"/>, not here.</summary>
    public IReadOnlyList<EnvironmentEntry> Environment { get; init; } = [];

    /// <summary>Stores and databases that it references, in order.</summary>
    public IReadOnlyList<ConnectionUse> Connections { get; init; } = [];
    public IReadOnlyList<string> Entrypoint { get; init; } = [];
    public IReadOnlyList<DeployedValue> Arguments { get; init; } = [];
    public IReadOnlyList<WorkloadPort> Ports { get; init; } = [];
    public IReadOnlyList<WorkloadVolume> Volumes { get; init; } = [];

    /// <summary>What must be ready, or have ended, before it starts.</summary>
    public IReadOnlyList<StartDependency> StartsAfter { get; init; } = [];

    /// <summary>The path that answers 200 once it can serve, on the first HTTP port; null: the port alone is asked.</summary>
    public string? HealthPath { get; init; }

    /// <summary>Whether it plays somebody else's system.</summary>
    public bool IsMock => Intent<MockIntent>() is not null;

    public Exposure? Exposure => Intent<Exposure>();
    public Scaling Scaling { get; init; } = new(1);
    public ComputeResources Resources { get; init; } = ComputeDefaults.Resources;
}

/// <summary>How long a workload lives.</summary>
public enum WorkloadKind
{
    Service,

    /// <summary>Runs once and ends.</summary>
    Step,
}

/// <summary>What a workload gets where nothing is declared.</summary>
public static class ComputeDefaults
{
    public static ComputeResources Resources { get; } = new("100m", "128Mi", "500m", "512Mi");
}
