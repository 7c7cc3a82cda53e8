using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Settings;

namespace Platform.Hosting.Publishing.Model;

/// <summary>The graph as it is to be deployed to one stage: pure, and the same for every target. Lists are in the graph's order.</summary>
public sealed record DeploymentModel(string Application, Stage Stage, DistributedApplicationModel Graph)
{
    public required StageSettings Settings { get; init; }
    public IReadOnlyList<Workload> Workloads { get; init; } = [];
    public IReadOnlyList<Store> Stores { get; init; } = [];
    public IReadOnlyList<ExternalSystem> Externals { get; init; } = [];

    /// <summary>What may talk to what, and why; all else is denied.</summary>
    public IReadOnlyList<Edge> Edges { get; init; } = [];

    /// <summary>Values that a deployment gives, secrets too.</summary>
    public IReadOnlyList<DeploymentParameter> Parameters { get; init; } = [];

    public Workload? FindWorkload(string name) => Workloads.FirstOrDefault(workload => workload.Name == name);

    public Store? FindStore(string name) => Stores.FirstOrDefault(store => store.Name == name);

    public ExternalSystem? FindExternal(string name) => Externals.FirstOrDefault(external => external.Name == name);
}
