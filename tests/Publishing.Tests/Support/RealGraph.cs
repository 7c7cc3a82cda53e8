using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Settings;

namespace Publishing.Tests.Support;

/// <summary>The AppHost's own graph in publish mode, and its model for every stage. Made once: <c>await RealGraph.GetAsync()</c>.</summary>
public sealed class RealGraph
{
    private static readonly Lazy<Task<RealGraph>> Once = new(CreateAsync);

    private RealGraph(
        DistributedApplicationModel graph,
        DistributedApplicationExecutionContext context,
        IReadOnlyList<DeploymentModel> models
    ) => (Graph, Context, Models) = (graph, context, models);

    public DistributedApplicationModel Graph { get; }

    public DistributedApplicationExecutionContext Context { get; }

    /// <summary>One for each stage, in the order of <see cref="Stages.All"/>.</summary>
    public IReadOnlyList<DeploymentModel> Models { get; }

    public DeploymentModel this[Stage stage] => Models.Single(model => model.Stage == stage);

    public static Task<RealGraph> GetAsync() => Once.Value;

    /// <summary>The graph anew, changed before it is built.</summary>
    public static async Task<RealGraph> CreateAsync(Action<IDistributedApplicationTestingBuilder>? change)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--operation", "publish"]);
        change?.Invoke(builder);
        var app = await builder.BuildAsync();
        var graph = app.Services.GetRequiredService<DistributedApplicationModel>();
        var context = app.Services.GetRequiredService<DistributedApplicationExecutionContext>();
        var models = new List<DeploymentModel>();
        foreach (var stage in Stages.All)
        {
            var settings = new StageSettings(stage) { Application = "open-market" };
            models.Add(await ModelReader.ReadAsync(graph, context, stage, settings, default));
        }
        return new(graph, context, models);
    }

    private static Task<RealGraph> CreateAsync() => CreateAsync(change: null);
}
