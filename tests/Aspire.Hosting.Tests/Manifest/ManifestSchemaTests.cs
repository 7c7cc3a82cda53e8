using Aspire.Hosting.Tests.Golden;

namespace Aspire.Hosting.Tests.Manifest;

/// <summary>Judged by ajv (npm) and Aspire's own schema.</summary>
public sealed class ManifestSchemaTests : IDisposable
{
    private readonly PublishFolder _folder = new();

    [Fact]
    public async Task Manifests_are_valid_by_the_schema()
    {
        using var sample = new SampleAppHost();
        var graph = sample.CreateBuilder("--publisher", "manifest");
        SampleGraph.AddTo(graph);
        await graph.PublishAsync(sample.ManifestPath);

        var breadth = _folder.CreateBuilder();
        var token = breadth.AddParameter("token", secret: true);
        Directory.CreateDirectory(Path.Combine(_folder.Root, "src"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Root, "src", "Dockerfile"), "FROM scratch");
        breadth.AddDockerfile("built", "src", stage: "final").WithBuildArg("MODE", "fast").WithBuildSecret("TOKEN", token);
        breadth.AddContainer("c", "img").WithBindMount("conf", "/conf").WithVolume("data", "/data").WithEntrypoint("/run").WithArgs("-x");
        breadth.AddParameter("published", "value", publishValueAsDefault: true);
        await breadth.PublishAsync(_folder.ManifestPath);

        var (exitCode, output) = await ManifestJudge.ValidateAsync(sample.ManifestPath, _folder.ManifestPath);

        exitCode.ShouldBe(0, output);
    }

    [Fact]
    public async Task The_judge_finds_a_violation()
    {
        await File.WriteAllTextAsync(_folder.ManifestPath, """{"resources":{"c":{"type":"container.v0"}}}""");

        var (exitCode, output) = await ManifestJudge.ValidateAsync(_folder.ManifestPath);

        exitCode.ShouldBe(1);
        output.ShouldContain("image");
    }

    public void Dispose() => _folder.Dispose();
}
