using System.Text.Json.Nodes;
using Aspire.Hosting.Docker;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;
using Publishing.Tests.Support;

namespace Publishing.Tests.Compose;

/// <summary>What holds for every graph, over two hundred. A failure names the seed: <c>RandomGraph.CreateAsync(seed)</c> makes it again.</summary>
public class RandomGraphComposeTests
{
    [Fact]
    public async Task Every_file_is_valid_by_the_Compose_specification_and_holds_no_secret()
    {
        var file = Schemas.Require("compose-spec/compose-spec.json", "that Compose's schema accepts what we write for any graph");
        var text = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        text.Remove("$schema");
        var schema = await JsonSchema.FromJsonAsync(text.ToJsonString(), TestContext.Current.CancellationToken);
        foreach (var graph in await RandomGraph.AllAsync())
        {
            var output = Print(graph);
            foreach (var compose in output.ComposeFiles)
            {
                var errors = schema.Validate(JToken.Parse(Yaml.Read(compose.Text).Single().ToJsonString()));
                errors.ShouldBeEmpty($"seed {graph.Seed}, {compose.Path}: {string.Join("\n", errors)}");
            }
            foreach (var secret in graph.Secrets)
            {
                output.Tree.Files.ShouldAllBe(written => !written.Text.Contains(secret), $"seed {graph.Seed}");
            }
        }
    }

    [Fact]
    public async Task Who_may_call_is_in_the_callees_network_and_nobody_else_is()
    {
        var seen = 0;
        foreach (var graph in await RandomGraph.AllAsync())
        {
            // What watches all this is the system's own, and no edge of the graph.
            var model = graph.Models[0];
            var components = model.Workloads.Select(workload => workload.Name).Concat(model.Stores.Select(store => store.Name));
            var own = components.Select(name => name.ToLowerInvariant()).ToHashSet();
            var networks = Print(graph).Networks().Where(service => own.Contains(service.Key)).ToDictionary();
            var expected = graph
                .ExpectedEdges(Stage.Dev)
                .Select(edge => edge.Split("->"))
                .Select(ends => (From: ends[0].ToLowerInvariant(), To: ends[1].Split(':')[0].ToLowerInvariant()))
                .Where(edge => networks.ContainsKey(edge.From) && networks.ContainsKey(edge.To))
                .ToHashSet();
            var found = (
                from service in networks
                from network in service.Value
                where network.EndsWith("-net", StringComparison.Ordinal)
                let callee = network[..^"-net".Length]
                where networks.ContainsKey(callee) && callee != service.Key && service.Key != $"{callee}-setup"
                select (From: service.Key, To: callee)
            ).ToHashSet();

            found.ShouldBe(expected, ignoreOrder: true, $"seed {graph.Seed}");
            seen += expected.Count;
        }
        seen.ShouldBeGreaterThan(200);
    }

    private static ComposeOutput Print(RandomGraph graph) =>
        ComposeOutput.Of(graph.Models, new DockerComposeEnvironmentResource("compose") { DashboardEnabled = false });
}
