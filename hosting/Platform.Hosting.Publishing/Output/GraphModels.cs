using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Settings;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Reads the models from the graph. Settings and intents against the rules stop it: all of them are told at once.</summary>
internal sealed class GraphModels(DistributedApplicationExecutionContext executionContext, IServiceProvider services) : IStageModels
{
    public async Task<IReadOnlyList<DeploymentModel>> ReadAsync(DistributedApplicationModel graph, CancellationToken cancellationToken)
    {
        var settings = Stages.All.Select(stage => StageSettingsReader.Read(services, stage)).ToList();
        Refuse(settings.SelectMany(read => read.Findings));
        var models = new List<DeploymentModel>();
        foreach (var read in settings)
        {
            models.Add(
                await ModelReader
                    .ReadAsync(graph, executionContext, read.Settings.Stage, read.Settings, cancellationToken)
                    .ConfigureAwait(false)
            );
        }
        Refuse(models.SelectMany(IntentRules.Check).Distinct());
        return models;
    }

    private static void Refuse(IEnumerable<Finding> findings)
    {
        var wrong = findings.Where(finding => finding.Level is FindingLevel.Error).Select(one => $"  {one.Subject} {one.Text}").ToList();
        if (wrong.Count > 0)
        {
            throw new DistributedApplicationException(
                $"Nothing was published, for settings are against the rules:\n{string.Join('\n', wrong)}"
            );
        }
    }
}
