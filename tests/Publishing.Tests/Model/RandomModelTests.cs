using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Publishing.Tests.Support;

namespace Publishing.Tests.Model;

/// <summary>What holds for every graph, over two hundred. A failure names the seed: <c>RandomGraph.CreateAsync(seed)</c> makes it again.</summary>
public class RandomModelTests
{
    [Fact]
    public Task No_edge_is_missing_and_none_is_too_many() =>
        ForAllAsync(
            (graph, model) =>
                model
                    .Edges.Where(edge => !edge.IsSystem)
                    .Select(edge => edge.Id)
                    .ShouldBe(graph.ExpectedEdges(model.Stage), ignoreOrder: true, $"seed {graph.Seed}, {model.Stage}")
        );

    [Fact]
    public async Task The_graphs_are_worth_looking_at()
    {
        var graphs = await RandomGraph.AllAsync();

        graphs.Sum(graph => graph.ExpectedEdges(Stage.Dev).Count).ShouldBeGreaterThan(1000);
        graphs.ShouldContain(graph => graph.Models[0].Workloads.Count == 1 && graph.Models[0].Stores.Count == 0);
        graphs.Select(graph => graph.Secrets.Count).Sum().ShouldBeGreaterThan(100);
        graphs.Count(graph => !graph.ExpectedEdges(Stage.Dev).SetEquals(graph.ExpectedEdges(Stage.Prod))).ShouldBeGreaterThan(20);
    }

    [Fact]
    public Task Whatever_is_named_is_there() =>
        ForAllAsync(
            (graph, model) =>
            {
                var where = $"seed {graph.Seed}, {model.Stage}";
                var known = model.Workloads.Select(one => one.Name).Concat(model.Stores.Select(one => one.Name)).ToHashSet();
                var given = model.Parameters.ToDictionary(parameter => parameter.Name);
                foreach (var workload in model.Workloads)
                {
                    foreach (
                        var part in workload
                            .Environment.Select(entry => entry.Value)
                            .Concat(workload.Arguments)
                            .SelectMany(value => value.Parts)
                    )
                    {
                        var isThere = part switch
                        {
                            EndpointPart { Component: SystemComponents.Collector } => true,
                            EndpointPart endpoint => known.Contains(endpoint.Component),
                            ParameterPart parameter => given.TryGetValue(parameter.Name, out var plain) && !plain.IsSecret,
                            SecretPart secret => given.TryGetValue(secret.Name, out var hidden) && hidden.IsSecret,
                            _ => true,
                        };
                        isThere.ShouldBeTrue($"{where}: {workload.Name} names {part}");
                    }
                    workload.Connections.ShouldAllBe(use => model.FindStore(use.Store) != null, where);
                    workload.StartsAfter.ShouldAllBe(wait => known.Contains(wait.Name), where);
                }
                foreach (var end in model.Edges.SelectMany(edge => new[] { edge.From, edge.To }))
                {
                    var isThere = end.Kind switch
                    {
                        EdgeEndKind.Workload => end.Name == "*" || model.FindWorkload(end.Name) is not null,
                        EdgeEndKind.Store => end.Name == "*" || model.FindStore(end.Name) is not null,
                        EdgeEndKind.External => model.FindExternal(end.Name) is not null,
                        _ => true,
                    };
                    isThere.ShouldBeTrue($"{where}: an edge names {end}");
                }
                model.Edges.Select(edge => edge.Id).ShouldBeUnique(where);
            }
        );

    [Fact]
    public Task No_secret_and_nothing_generated_stands_in_a_model() =>
        ForAllAsync(
            (graph, model) =>
            {
                var text = ModelText.Of(model);
                foreach (var secret in graph.Secrets)
                {
                    text.ShouldNotContain(secret, Case.Sensitive, $"seed {graph.Seed}, {model.Stage}");
                }
                model
                    .Parameters.Where(parameter => parameter.IsSecret)
                    .ShouldAllBe(parameter => parameter.Default == null, $"seed {graph.Seed}, {model.Stage}");
            }
        );

    [Fact]
    public Task Mocks_are_published_where_mocks_may_be() =>
        ForAllAsync(
            (graph, model) =>
            {
                if (!model.Stage.HasMocks())
                {
                    model.Workloads.ShouldAllBe(workload => !workload.IsMock, $"seed {graph.Seed}, {model.Stage}");
                }
            }
        );

    [Fact]
    public async Task The_same_graph_gives_the_same_model()
    {
        foreach (var graph in (await RandomGraph.AllAsync()).Where(graph => graph.Seed % 10 == 0))
        {
            var again = await RandomGraph.CreateAsync(graph.Seed);
            again.Models.Select(ModelText.Of).ShouldBe(graph.Models.Select(ModelText.Of), $"seed {graph.Seed}");
        }
    }

    [Fact]
    public async Task Hostile_values_come_through_as_they_are()
    {
        var found = new HashSet<string>();
        foreach (var model in (await RandomGraph.AllAsync()).Select(graph => graph.Models[0]))
        {
            found.UnionWith(
                model
                    .Workloads.SelectMany(workload => workload.Environment)
                    .Where(entry => entry.Name.StartsWith("TEXT_"))
                    .Select(entry => entry.Value.Literal!)
            );
        }
        found.ShouldBeSubsetOf(HostileText.Values);
        found.Count.ShouldBeGreaterThan(HostileText.Values.Count / 2);
    }

    private static async Task ForAllAsync(Action<RandomGraph, DeploymentModel> holds)
    {
        foreach (var graph in await RandomGraph.AllAsync())
        {
            foreach (var model in graph.Models)
            {
                holds(graph, model);
            }
        }
    }
}
