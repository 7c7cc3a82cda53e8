using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Compose;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;
using Platform.Hosting.Publishing.Settings;
using Publishing.Tests.Support;

namespace Publishing.Tests.Compose;

/// <summary>What the Compose target makes of a graph, as files and as trees.</summary>
internal sealed class ComposeOutput
{
    private static readonly Lazy<Task<ComposeOutput>> s_real = new(async () =>
        Of((await RealGraph.CreateAsync(builder => builder.AddComposeOnce())).Models)
    );

    private ComposeOutput(OutputTree tree, PublishReport report) => (Tree, Report) = (tree, report);

    public OutputTree Tree { get; }
    public PublishReport Report { get; }

    /// <summary>Of the AppHost's own graph.</summary>
    public static Task<ComposeOutput> RealAsync() => s_real.Value;

    public static ComposeOutput Of(
        IReadOnlyList<DeploymentModel> models,
        Aspire.Hosting.Docker.DockerComposeEnvironmentResource? environment = null
    )
    {
        var (tree, report) = (new OutputTree(), new PublishReport());
        environment ??= models[0].Graph.Resources.OfType<Aspire.Hosting.Docker.DockerComposeEnvironmentResource>().Single();
        new ComposeTarget(environment).Emit(new(models, tree, report, CancellationToken.None));
        return new(tree, report);
    }

    /// <summary>Of a graph that a test declares; it gets a Compose environment where it has none.</summary>
    public static async Task<ComposeOutput> OfAsync(Action<IDistributedApplicationBuilder> declare, params IReadOnlyList<Stage> stages)
    {
        var builder = DistributedApplication.CreateBuilder(["--operation", "publish"]);
        declare(builder);
        builder.AddComposeOnce();
        await using var app = builder.Build();
        var graph = app.Services.GetRequiredService<DistributedApplicationModel>();
        var context = app.Services.GetRequiredService<DistributedApplicationExecutionContext>();
        var models = new List<DeploymentModel>();
        foreach (var stage in stages.Count > 0 ? stages : Stages.All)
        {
            models.Add(await ModelReader.ReadAsync(graph, context, stage, new StageSettings(stage) { Application = "shop" }, default));
        }
        return Of(models);
    }

    public string Text(string file) => (Tree.Find($"compose/{file}") ?? throw new InvalidOperationException($"There is no {file}.")).Text;

    public JsonObject File(string file = "docker-compose.yaml") => (JsonObject)Yaml.Read(Text(file)).Single();

    public JsonObject Service(string name, string file = "docker-compose.yaml") => (JsonObject)File(file)["services"]![name]!;

    public IEnumerable<OutputFile> ComposeFiles =>
        Tree.Files.Where(file => file.Path.StartsWith("compose/docker-compose", StringComparison.Ordinal));

    /// <summary>The networks of each service.</summary>
    public Dictionary<string, string[]> Networks() =>
        (File()["services"] as JsonObject ?? []).ToDictionary(
            service => service.Key,
            service => service.Value!["networks"]!.AsArray().Select(network => (string)network!).ToArray()
        );
}

internal static class ComposeGraphs
{
    public static void AddComposeOnce(this IDistributedApplicationBuilder builder)
    {
        if (!builder.Resources.OfType<Aspire.Hosting.Docker.DockerComposeEnvironmentResource>().Any())
        {
            builder.AddDockerComposeEnvironment("compose");
        }
    }
}
