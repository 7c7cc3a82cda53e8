using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Publishing.Tests.Kustomize;
using Publishing.Tests.Support;

namespace Publishing.Tests.Helm;

/// <summary>Charts, rendered by Go's own templates and sprig's functions (<c>render/main.go</c>), built once per run.</summary>
internal static class HelmRun
{
    private static readonly Lazy<Task<(string? Program, string Problem)>> s_program = new(BuildAsync);
    private static readonly JsonSerializerOptions s_options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static async Task<IReadOnlyList<HelmResult>> RenderAsync(IReadOnlyList<HelmJob> jobs)
    {
        var (program, problem) = await s_program.Value;
        Assert.SkipWhen(
            program is null,
            "Not proved: that the Helm chart says what the objects say. To prove it: apt-get install golang-go "
                + $"golang-github-masterminds-sprig-dev golang-github-ghodss-yaml-dev. {problem}"
        );
        var result = await Tools.RunAsync(program!, [], input: JsonSerializer.Serialize(jobs, s_options));
        return JsonSerializer.Deserialize<HelmResult[]>(result.ShouldSucceed().Output, s_options)!;
    }

    /// <summary>The chart with every stage's values gives exactly the stage's objects.</summary>
    public static Task ShouldMatchAsync(PrintedTree tree) => ShouldMatchAsync([tree]);

    public static async Task ShouldMatchAsync(IReadOnlyList<PrintedTree> trees)
    {
        var stages = trees.SelectMany(tree => tree.Stages.Select(stage => (Tree: tree, Stage: stage))).ToList();
        var results = await RenderAsync([.. stages.Select(one => HelmJob.Of(one.Tree, one.Stage.Stage))]);
        foreach (var ((_, stage), result) in stages.Zip(results))
        {
            result.Error.ShouldBeEmpty();
            result.Objects.ShouldMean(stage.Objects.Select(found => found.Tree), $"chart with values-{stage.Stage.Name()}.yaml");
        }
    }

    private static async Task<(string? Program, string Problem)> BuildAsync()
    {
        const string libraries = "/usr/share/gocode";
        var go = Tools.Find("go");
        if (go is null || !Directory.Exists($"{libraries}/src/github.com/Masterminds/sprig"))
        {
            return (null, "");
        }
        var program = Path.Combine(Directory.CreateTempSubdirectory("helm-render-").FullName, "render");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(program)!, recursive: true);
        var settings = new[] { "GO111MODULE=off", $"GOPATH={libraries}" };
        var built = await Tools.RunAsync("/usr/bin/env", [.. settings, go, "build", "-o", program, "."], SourceFolder());
        return built.ExitCode == 0 ? (program, "") : (null, built.Output + built.Error);
    }

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No Platform.sln above {AppContext.BaseDirectory}.");
        }
        return Path.Combine(folder.FullName, "tests", "Publishing.Tests", "Helm", "render");
    }
}

/// <param name="Values">Files of the chart, laid over one another.</param>
internal sealed record HelmJob(string Chart, IReadOnlyList<string> Values, string Release = "open-market")
{
    public static HelmJob Of(PrintedTree tree, Stage stage) => new(Path.Combine(tree.Path, "chart"), [$"values-{stage.Name()}.yaml"]);
}

internal sealed record HelmResult(IReadOnlyList<JsonObject> Objects, string Notes, string Error);
