using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Output;
using Publishing.Tests.Helm;
using Publishing.Tests.Support;

namespace Publishing.Tests.Kustomize;

/// <summary>Graphs with names and values that nobody would choose.</summary>
public class RandomGraphTests
{
    // kubectl takes a second for a few hundred objects: these many graphs go into one tree.
    private const int GraphsForKubectl = 8;

    // Each is a chart of a hundred templates, for four stages: of all two hundred it would be minutes.
    private const int EveryNthForHelm = 8;

    [Fact]
    public async Task Kustomize_gives_the_objects_of_random_graphs()
    {
        var graphs = await RandomGraph.AllAsync();
        var all = graphs.Take(GraphsForKubectl).Select(graph => StagesOf(graph, $"g{graph.Seed}-")).ToList();
        using var tree = PrintedTree.Of([
            .. all[0].Select((stage, i) => stage with { Objects = [.. all.SelectMany(graph => graph[i].Objects)] }),
        ]);

        await KustomizeRun.ShouldMatchAsync(tree);
    }

    [Fact]
    public async Task The_chart_gives_the_objects_of_random_graphs()
    {
        var graphs = (await RandomGraph.AllAsync()).Where(graph => graph.Seed % EveryNthForHelm == 0);
        var trees = graphs.Select(graph => PrintedTree.Of(StagesOf(graph, ""))).ToList();
        try
        {
            await HelmRun.ShouldMatchAsync(trees);
        }
        finally
        {
            trees.ForEach(tree => tree.Dispose());
        }
    }

    /// <param name="prefix">Of names and files, so that objects of several graphs can stand in one tree.</param>
    private static List<StageObjects> StagesOf(RandomGraph graph, string prefix)
    {
        var report = new PublishReport();
        var stages = graph.Models.Select(model => new StageObjects(model.Stage, KubernetesTarget.ObjectsOf(model, report))).ToList();
        report.Findings.ShouldBeEmpty($"graph {graph.Seed}");
        return prefix.Length == 0
            ? stages
            : [.. stages.Select(stage => stage with { Objects = [.. stage.Objects.Select(found => Renamed(found, prefix))] })];
    }

    private static KubernetesObject Renamed(KubernetesObject found, string prefix)
    {
        var tree = (JsonObject)found.Tree.DeepClone();
        var metadata = (JsonObject)tree["metadata"]!;
        metadata["name"] = prefix + (string)metadata["name"]!;
        return found with { Tree = tree, File = prefix + found.File };
    }
}
