using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Settings;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Reads the models from the graph.</summary>
internal sealed class GraphModels(DistributedApplicationExecutionContext executionContext, IHostEnvironment environment) : IStageModels
{
    public async Task<IReadOnlyList<DeploymentModel>> ReadAsync(DistributedApplicationModel graph, CancellationToken cancellationToken)
    {
        var models = new List<DeploymentModel>();
        foreach (var stage in Stages.All)
        {
            var settings = new StageSettings(stage) { Application = environment.ApplicationName.ToLowerInvariant() };
            models.Add(await ModelReader.ReadAsync(graph, executionContext, stage, settings, cancellationToken).ConfigureAwait(false));
        }
        return models;
    }
}
