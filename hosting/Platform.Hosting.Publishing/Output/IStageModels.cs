using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Output;

/// <summary>The graph as it is to be deployed, stage by stage.</summary>
internal interface IStageModels
{
    /// <summary>One model for each of <see cref="Stages.All"/>, in that order, whichever stages are written: what is shared is computed from all.</summary>
    Task<IReadOnlyList<DeploymentModel>> ReadAsync(DistributedApplicationModel graph, CancellationToken cancellationToken);
}
