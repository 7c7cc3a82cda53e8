using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Settings;

namespace Publishing.Tests.Support;

/// <summary>
/// A graph of 1 to 12 resources of all kinds, the same for the same seed, with names and values that are hostile and legal. It knows for itself
/// what may talk to what, from what it has declared and not from the model. <c>await RandomGraph.AllAsync()</c>.
/// </summary>
public sealed class RandomGraph
{
    private const int Count = 200;
    private static readonly Lazy<Task<IReadOnlyList<RandomGraph>>> Once = new(CreateAllAsync);

    private RandomGraph(int seed, RandomDeclarations declared, DistributedApplication app, IReadOnlyList<DeploymentModel> models)
    {
        (Seed, Declared, Models) = (seed, declared, models);
        Graph = app.Services.GetRequiredService<DistributedApplicationModel>();
    }

    public int Seed { get; }

    public DistributedApplicationModel Graph { get; }

    /// <summary>One for each stage, in the order of <see cref="Stages.All"/>.</summary>
    public IReadOnlyList<DeploymentModel> Models { get; }

    /// <summary>What must stand nowhere in any output: values of secrets, and of what is generated.</summary>
    public IReadOnlyList<string> Secrets => Declared.Secrets;

    internal RandomDeclarations Declared { get; }

    /// <summary>The ids of the edges that the declarations make, in the stage; without the system's.</summary>
    public IReadOnlySet<string> ExpectedEdges(Stage stage) => Declared.ExpectedEdges(stage);

    /// <summary>Two hundred, the same for all tests.</summary>
    public static Task<IReadOnlyList<RandomGraph>> AllAsync() => Once.Value;

    public static async Task<RandomGraph> CreateAsync(int seed)
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { Args = ["--operation", "publish"], DisableDashboard = true }
        );
        var declared = new RandomDeclarations(builder, new Random(seed));
        declared.Declare();
        var app = builder.Build();
        await using (app)
        {
            var graph = app.Services.GetRequiredService<DistributedApplicationModel>();
            var context = app.Services.GetRequiredService<DistributedApplicationExecutionContext>();
            var models = new List<DeploymentModel>();
            foreach (var stage in Stages.All)
            {
                var settings = new StageSettings(stage) { Application = "random-shop" };
                models.Add(await ModelReader.ReadAsync(graph, context, stage, settings, CancellationToken.None));
            }
            return new(seed, declared, app, models);
        }
    }

    private static async Task<IReadOnlyList<RandomGraph>> CreateAllAsync()
    {
        var graphs = new List<RandomGraph>(Count);
        for (var seed = 0; seed < Count; seed++)
        {
            graphs.Add(await CreateAsync(seed));
        }
        return graphs;
    }
}
