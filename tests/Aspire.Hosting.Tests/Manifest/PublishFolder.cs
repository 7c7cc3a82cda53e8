namespace Aspire.Hosting.Tests.Manifest;

/// <summary>A folder for one test's AppHost and manifest.</summary>
internal sealed class PublishFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("platform-manifest-");

    public string Root => _root.FullName;

    public string ManifestPath => Path.Combine(Root, "manifest.json");

    public IDistributedApplicationBuilder CreateBuilder(params string[] args) =>
        DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                Args = ["--publisher", "manifest", .. args],
                ProjectDirectory = Root,
                DisableDashboard = true,
            }
        );

    public void Dispose() => _root.Delete(recursive: true);
}
