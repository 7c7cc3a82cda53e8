namespace Aspire.Hosting.Tests.Golden;

/// <summary>The folders of the sample graph, laid out as they were for Aspire, so that relative paths come out the same.</summary>
internal sealed class SampleAppHost : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("platform-golden-");

    public SampleAppHost()
    {
        Directory.CreateDirectory(AppHostDirectory);
        var properties = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(ApiProject)!, "Properties"));
        File.WriteAllText(ApiProject, """<Project Sdk="Microsoft.NET.Sdk.Web" />""");
        File.WriteAllText(
            Path.Combine(properties.FullName, "launchSettings.json"),
            """
            {
              "profiles": {
                "https": {
                  "commandName": "Project",
                  "applicationUrl": "https://localhost:7101;http://localhost:5101",
                  "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development" }
                }
              }
            }
            """
        );
        ApiMetadata.Path.Value = ApiProject;
    }

    public string AppHostDirectory => Path.Combine(_root.FullName, "sample", "AppHost");

    public string ApiProject => Path.Combine(_root.FullName, "sample", "Api", "Api.csproj");

    public string ManifestPath => Path.Combine(_root.FullName, "out", "manifest.json");

    public IDistributedApplicationBuilder CreateBuilder(params string[] args) =>
        DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                Args = args,
                ProjectDirectory = AppHostDirectory,
                DisableDashboard = true,
            }
        );

    public void Dispose() => _root.Delete(recursive: true);
}

/// <summary>What the AppHost's build generates for a project that it references.</summary>
internal sealed class ApiMetadata : IProjectMetadata
{
    /// <summary>AddProject makes the metadata itself: the path reaches it along the test's own flow of control.</summary>
    public static readonly AsyncLocal<string> Path = new();

    public string ProjectPath { get; } = Path.Value!;
}
