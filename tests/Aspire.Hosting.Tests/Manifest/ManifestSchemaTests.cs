using System.ComponentModel;
using System.Diagnostics;
using Aspire.Hosting.Tests.Golden;

namespace Aspire.Hosting.Tests.Manifest;

/// <summary>Judged by ajv (npm) and Aspire's own schema.</summary>
public sealed class ManifestSchemaTests : IDisposable
{
    private readonly PublishFolder _folder = new();

    [Fact]
    public async Task Manifests_are_valid_by_the_schema()
    {
        var schema = SharedData.ManifestSchema;
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

        var (exitCode, output) = await ValidateAsync(schema, sample.ManifestPath, _folder.ManifestPath);

        exitCode.ShouldBe(0, output);
    }

    [Fact]
    public async Task The_judge_finds_a_violation()
    {
        var schema = SharedData.ManifestSchema;
        await File.WriteAllTextAsync(_folder.ManifestPath, """{"resources":{"c":{"type":"container.v0"}}}""");

        var (exitCode, output) = await ValidateAsync(schema, _folder.ManifestPath);

        exitCode.ShouldBe(1);
        output.ShouldContain("image");
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(int ExitCode, string Output)> ValidateAsync(string schema, params string[] manifests)
    {
        // Beside the test's own binaries, so that the repository stays clean; installed once.
        var directory = Path.Combine(AppContext.BaseDirectory, "Manifest", "schema");
        if (!Directory.Exists(Path.Combine(directory, "node_modules", "ajv-formats")))
        {
            var install = await RunAsync("npm", directory, "install", "--no-package-lock", "--no-audit", "--no-fund");
            Assert.SkipUnless(
                install.ExitCode == 0,
                $"Not proved: that manifests are valid by Aspire's schema. npm install failed: {install.Output}"
            );
        }

        return await RunAsync("node", directory, ["validate.mjs", schema, .. manifests]);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + await error);
        }
        catch (Win32Exception exception)
        {
            Assert.Skip($"Not proved: that manifests are valid by Aspire's schema. '{program}' could not be started: {exception.Message}");
            throw;
        }
    }
}
