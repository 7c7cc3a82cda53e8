using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Diagram;
using Platform.Hosting.Publishing.Model;
using Publishing.Tests.Support;

namespace Publishing.Tests.Diagram;

public sealed class DiagramTests
{
    private static readonly string s_root = Path.GetDirectoryName(Path.GetDirectoryName(Projects.AppHost.ProjectPath))!;

    /// <summary>What was asked of the picture in <c>docs/</c>: that it is the graph's. <c>PLATFORM_WRITE_DOCS=1</c> writes it anew.</summary>
    [Fact]
    public async Task The_picture_in_the_documentation_is_the_graphs()
    {
        var page = Path.Combine(s_root, "docs/graph-diagram.md");
        var graph = await RealGraph.GetAsync();
        var expected = $"""
            # The graph, drawn

            Made from the graph by `MermaidDiagram`; a test holds this page to it. An arrow is an edge of the deployment's model: who may talk to whom, on which ports.
            All else is denied. DNS, telemetry and what operators need among themselves are left out.

            ## Development: mocks play others' systems

            ```mermaid
            {MermaidDiagram.Of(graph[Stage.Dev])}```

            ## Production

            ```mermaid
            {MermaidDiagram.Of(graph[Stage.Prod])}```

            """.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("PLATFORM_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(page, expected);
        }

        (await File.ReadAllTextAsync(page)).ShouldBe(expected, "PLATFORM_WRITE_DOCS=1 ./test Publishing writes the page anew.");
    }

    [Fact]
    public async Task Every_component_is_drawn_once_and_every_pair_that_talks_has_one_arrow()
    {
        foreach (var model in (await RealGraph.GetAsync()).Models)
        {
            var lines = MermaidDiagram.Of(model).Split('\n');
            var arrows = lines.Where(line => line.Contains("-->", StringComparison.Ordinal)).ToList();

            foreach (var component in model.Workloads.Cast<Component>().Concat(model.Stores).Concat(model.Externals))
            {
                lines.Count(line => line.Contains($"\"{component.Name}", StringComparison.Ordinal)).ShouldBe(1, component.Name);
            }
            arrows.Count.ShouldBe(model.Edges.Where(edge => !edge.IsSystem).DistinctBy(edge => (edge.From, edge.To)).Count());
        }
    }
}
