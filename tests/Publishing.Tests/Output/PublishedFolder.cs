using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;

namespace Publishing.Tests.Output;

/// <summary>A directory that a small graph is published to, by the command line's own way.</summary>
internal sealed class PublishedFolder : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("platform-publish-");

    public string Path => System.IO.Path.Combine(directory.FullName, "out");

    /// <summary>What the test's target writes: path, text and stage.</summary>
    public List<OutputFile> Files { get; } = [];

    /// <summary>What the target lets policies see.</summary>
    public List<EmittedObject> Objects { get; } = [];

    public StringWriter Output { get; private set; } = new();
    public StringWriter Error { get; private set; } = new();

    public string Text(string path) => File.ReadAllText(System.IO.Path.Combine(Path, path));

    public bool Has(string path) => File.Exists(System.IO.Path.Combine(Path, path));

    public void ChangeByHand(string path, string text) => File.WriteAllText(System.IO.Path.Combine(Path, path), text);

    public void Put(string path, string text, Stage? stage = null)
    {
        Files.RemoveAll(file => file.Path == path);
        Files.Add(new OutputFile(path, text, "test", stage));
    }

    /// <summary>Paths below the directory, publish's own record left out.</summary>
    public IReadOnlyList<string> Paths() =>
        [
            .. Directory
                .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
                .Select(file => System.IO.Path.GetRelativePath(Path, file))
                .Where(file => file != ".platform-publish.json")
                .Order(StringComparer.Ordinal),
        ];

    public Task PublishAsync(params string[] args) => PublishAsync(declare: null, args);

    public async Task PublishAsync(Action<IDistributedApplicationBuilder>? declare, params string[] args)
    {
        (Output, Error) = (new StringWriter(), new StringWriter());
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                Args = ["--operation", "publish", "--output-path", Path, .. args],
                ProjectDirectory = directory.FullName,
                DisableDashboard = true,
            }
        );
        builder.AddResource(new TestEnvironment());
        declare?.Invoke(builder);
        builder.Services.AddDeploymentTarget<TestEnvironment>(_ => new TestTarget(this));
        builder.Services.AddSingleton(new PublishTerminal(Output, Error));
        await using var app = builder.Build();
        await app.StartAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => directory.Delete(recursive: true);

    private sealed class TestEnvironment() : Resource("test-environment"), IComputeEnvironmentResource;

    private sealed class TestTarget(PublishedFolder folder) : IDeploymentTarget
    {
        public string Name => "test";

        public void Emit(TargetContext context)
        {
            folder.Files.ForEach(context.Output.Add);
            folder.Objects.ForEach(context.Output.Record);
        }
    }
}
