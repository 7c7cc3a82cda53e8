using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Output;
using Publishing.Tests.Helm;
using Publishing.Tests.Support;

namespace Publishing.Tests.Kustomize;

/// <summary>The graph of the AppHost, for every stage.</summary>
public class RealGraphTests
{
    [Fact]
    public async Task Kustomize_gives_the_objects_of_every_stage()
    {
        using var tree = await PrintedAsync();
        await KustomizeRun.ShouldMatchAsync(tree);
    }

    [Fact]
    public async Task The_chart_gives_the_objects_of_every_stage()
    {
        using var tree = await PrintedAsync();
        await HelmRun.ShouldMatchAsync(tree);
    }

    private static async Task<PrintedTree> PrintedAsync()
    {
        var graph = await RealGraph.GetAsync();
        var report = new PublishReport();
        var stages = graph.Models.Select(model => new StageObjects(model.Stage, KubernetesTarget.ObjectsOf(model, report))).ToList();
        report.Findings.ShouldBeEmpty();
        return PrintedTree.Of(stages);
    }
}
