using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Testing;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Compose;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Output;
using Publishing.Tests.Support;

namespace Publishing.Tests.Mesh;

/// <summary>
/// The promise of one model: a new reference in the AppHost changes what lets that caller reach that callee, and what the reference itself tells the
/// caller, in every target and every stage; and nothing else.
/// </summary>
public class OneNewReferenceTests
{
    [Fact]
    public async Task A_reference_between_services_changes_the_policies_and_the_network_of_that_edge_and_nothing_else()
    {
        var changes = await ChangesAsync(builder => Project(builder, "worker").WithReference(Project(builder, "users")));

        var unexpected = changes.Where(change => Meaning(change) is null).ToList();
        unexpected.ShouldBeEmpty(string.Join('\n', unexpected));
        foreach (var stage in Stages.All)
        {
            var found = changes
                .Where(change => change.File.StartsWith($"objects/{stage.Name()}/", StringComparison.Ordinal))
                .Select(Meaning)
                .Distinct();
            found.ShouldBe(["network policy", "authorization policy", "configuration"], ignoreOrder: true, stage.Name());
        }
        foreach (
            var folder in new[] { "kubernetes/base/", "kubernetes/chart/", "kubernetes/components/istio/", "compose/", "manifest.json" }
        )
        {
            changes.ShouldContain(change => change.File.StartsWith(folder, StringComparison.Ordinal), folder);
        }
        changes.Where(change => Meaning(change) == "compose network").ShouldNotBeEmpty();
        changes.Where(change => change.File == "manifest.json").ShouldAllBe(change => Meaning(change) == "configuration");
    }

    // What a change is; null: none that the reference accounts for.
    private static string? Meaning(OutputChange change)
    {
        var (file, path) = (change.File, change.Path);
        if (IsPrinted(file, "network/worker.to.users.yaml") && change.Kind == '+')
        {
            return "network policy";
        }
        if (file == "kubernetes/base/kustomization.yaml")
        {
            return path == "resources[\"network/worker.to.users.yaml\"]" ? "network policy" : null;
        }
        if (IsPrinted(file, "authorization/users.yaml"))
        {
            return
                path is "metadata.annotations.description"
                || path.StartsWith("description: ", StringComparison.Ordinal)
                || change.Kind == '+'
                ? "authorization policy"
                : null;
        }
        if (IsTold(file, path))
        {
            return "configuration";
        }
        if (file.StartsWith("compose/docker-compose", StringComparison.Ordinal))
        {
            return path.StartsWith("services.worker.networks", StringComparison.Ordinal) && path.Contains("users", StringComparison.Ordinal)
                ? "compose network"
                : null;
        }
        // It says who shares which network.
        return file == "compose/README.md" && path.Contains("users", StringComparison.Ordinal) ? "compose network" : null;
    }

    /// <summary>What the reference tells the caller, and that its pods are rolled for it.</summary>
    private static bool IsTold(string file, string path)
    {
        string[] told = ["services__users__http__0", "USERS_HTTP"];
        // Aspire's manifest names the addresses for HTTPS too; a cluster and Compose have none.
        string[] inManifest = [.. told, "services__users__https__0", "USERS_HTTPS"];
        return file switch
        {
            "manifest.json" => inManifest.Any(name => path == $"resources.worker.env.{name}"),
            "kubernetes/chart/values.yaml" => told.Any(name => path == $"config.worker.{name}"),
            "kubernetes/chart/values.schema.json" => told.Any(name => path == $"properties.config.properties.worker.properties.{name}"),
            _ when IsPrinted(file, "worker/config.yaml") => told.Any(name =>
                path == $"data.{name}" || path.StartsWith($"{name}: {{{{", StringComparison.Ordinal)
            ),
            _ when IsPrinted(file, "worker/deployment.yaml") || file.EndsWith("/patches/worker.yaml", StringComparison.Ordinal) => path
                == "spec.template.metadata.annotations.checksum/config",
            _ when file.StartsWith("compose/docker-compose", StringComparison.Ordinal) => told.Any(name =>
                path == $"services.worker.environment.{name}"
            ),
            _ => false,
        };
    }

    // As an object of a stage, in Kustomize's base or component, or as a template of the chart.
    private static bool IsPrinted(string file, string name) =>
        Stages.All.Any(stage => file == $"objects/{stage.Name()}/{name}" || file == $"objects/{stage.Name()}/istio/{name}")
        || file == $"kubernetes/base/{name}"
        || file == $"kubernetes/components/istio/{name}"
        || file == $"kubernetes/chart/templates/{name}";

    private static async Task<IReadOnlyList<OutputChange>> ChangesAsync(Action<IDistributedApplicationTestingBuilder> change) =>
        OutputChanges.Between(await PrintAsync(await RealGraph.GetAsync()), await PrintAsync(await RealGraph.CreateAsync(change)));

    private static IResourceBuilder<ProjectResource> Project(IDistributedApplicationTestingBuilder builder, string name) =>
        builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == name));

    // The whole output, and beside it every object of every stage's cluster in full: what Kustomize and the chart are computed from.
    private static async Task<IReadOnlyDictionary<string, string>> PrintAsync(RealGraph graph)
    {
        var token = TestContext.Current.CancellationToken;
        var context = new TargetContext(graph.Models, new OutputTree(), new PublishReport(), token);
        new ComposeTarget(graph.Graph.Resources.OfType<DockerComposeEnvironmentResource>().Single()).Emit(context);
        new KubernetesTarget(graph.Graph.Resources.OfType<KubernetesEnvironmentResource>().Single()).Emit(context);
        (await ManifestTarget.RenderAsync(graph.Graph, graph.Context, Path.GetTempPath(), token)).Emit(context);
        var files = context.Output.Files.ToDictionary(file => file.Path, file => file.Text);
        foreach (var model in graph.Models)
        {
            var cluster = new KubernetesContext(model);
            var objects = KubernetesContributors.All(cluster).SelectMany(contributor => contributor.Contribute(cluster));
            foreach (var file in objects.GroupBy(one => Path.Combine("objects", model.Stage.Name(), one.Component, one.File)))
            {
                files.Add(file.Key, Yaml.Write(file.Select(one => one.Tree)));
            }
        }
        return files;
    }
}
