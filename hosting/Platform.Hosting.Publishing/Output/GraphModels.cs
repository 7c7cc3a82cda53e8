using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Reads the models from the graph.</summary>
internal sealed class GraphModels(IHostEnvironment environment) : IStageModels
{
    public Task<IReadOnlyList<DeploymentModel>> ReadAsync(DistributedApplicationModel graph, CancellationToken cancellationToken)
    {
        var application = environment.ApplicationName.ToLowerInvariant();
        return Task.FromResult<IReadOnlyList<DeploymentModel>>([
            .. Stages.All.Select(stage => new DeploymentModel(application, stage, graph)
            {
                Settings = new(stage) { Application = application },
            }),
        ]);
    }
}
