using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Tests.Golden;

namespace Aspire.Hosting.Tests.Manifest;

public sealed class ManifestWritingTests : IDisposable
{
    private readonly PublishFolder _folder = new();

    [Fact]
    public async Task A_directory_gets_an_aspire_manifest()
    {
        var builder = _folder.CreateBuilder();
        builder.AddParameter("region", "eu");

        await builder.PublishAsync(Path.Combine(_folder.Root, "new", "folder"));

        File.Exists(Path.Combine(_folder.Root, "new", "folder", "aspire-manifest.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_graph_gives_the_same_bytes()
    {
        var manifests = new List<byte[]>();
        using var sample = new SampleAppHost();
        for (var i = 0; i < 2; i++)
        {
            var builder = sample.CreateBuilder("--publisher", "manifest");
            SampleGraph.AddTo(builder);
            await builder.PublishAsync(sample.ManifestPath);
            manifests.Add(await File.ReadAllBytesAsync(sample.ManifestPath));
        }

        manifests[1].ShouldBe(manifests[0]);
    }

    [Fact]
    public async Task No_value_of_a_parameter_is_written()
    {
        var builder = _folder.CreateBuilder(
            "--Parameters:apikey=v-apikey",
            "--Parameters:pg-password=v-password",
            "--ConnectionStrings:legacy=v-legacy"
        );
        var key = builder.AddParameter("apikey", secret: true);
        var database = builder.AddPostgres("pg").AddDatabase("db");
        var legacy = builder.AddConnectionString("legacy");
        builder
            .AddContainer("c", "img")
            .WithEnvironment("KEY", key)
            .WithEnvironment("HEADER", ReferenceExpression.Create($"Bearer {key.Resource}"))
            .WithArgs(key)
            .WithReference(database)
            .WithReference(legacy);

        await builder.PublishAsync(_folder.ManifestPath);

        var text = await File.ReadAllTextAsync(_folder.ManifestPath);
        text.ShouldNotContain("v-");
        text.ShouldContain("Bearer {apikey.value}");
    }

    [Fact]
    public async Task A_failure_names_the_resource_and_leaves_the_former_manifest_whole()
    {
        await File.WriteAllTextAsync(_folder.ManifestPath, "former");
        var builder = _folder.CreateBuilder();
        builder.AddContainer("fine", "img");
        builder.AddContainer("broken", "img").WithEnvironment(_ => throw new InvalidOperationException("no such thing"));

        var exception = await Should.ThrowAsync<DistributedApplicationException>(() => builder.PublishAsync(_folder.ManifestPath));

        exception.Message.ShouldContain("'broken'");
        exception.Message.ShouldContain("no such thing");
        (await File.ReadAllTextAsync(_folder.ManifestPath)).ShouldBe("former");
        Directory.GetFiles(_folder.Root).ShouldBe([_folder.ManifestPath]);
    }

    [Fact]
    public async Task A_callback_writes_the_resource_in_place_of_its_type()
    {
        var builder = _folder.CreateBuilder();
        builder.AddContainer("own", "img").WithManifestPublishingCallback(context => context.Writer.WriteString("type", "mine.v0"));

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest.ShouldHold("own", """{"type":"mine.v0"}""");
    }

    [Fact]
    public async Task An_excluded_resource_is_left_out()
    {
        var builder = _folder.CreateBuilder();
        builder.AddContainer("hidden", "img").ExcludeFromManifest();
        builder.AddPostgres("pg").WithPgAdmin().WithPgWeb();
        builder.AddRedis("cache").WithRedisCommander().WithRedisInsight();

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest["resources"]!
            .AsObject()
            .Select(resource => resource.Key)
            .Where(name => !name.StartsWith("cond-", StringComparison.Ordinal))
            .ShouldBe(["pg", "cache", "pg-password", "cache-password"]);
    }

    [Fact]
    public async Task A_type_that_no_writer_knows_says_so()
    {
        var builder = _folder.CreateBuilder();
        builder.AddResource(new Custom("custom"));

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest.ShouldHold("custom", """{"error":"This resource does not support generation in the manifest."}""");
    }

    [Fact]
    public async Task Subscribers_may_change_the_model_before_and_read_the_file_after()
    {
        var builder = _folder.CreateBuilder();
        var seen = "";
        builder.Eventing.Subscribe<BeforePublishEvent>(
            (@event, _) =>
            {
                @event.Model.Resources.Add(new ParameterResource("late", _ => "", secret: false));
                return Task.CompletedTask;
            }
        );
        builder.Eventing.Subscribe<AfterPublishEvent>(async (_, token) => seen = await File.ReadAllTextAsync(_folder.ManifestPath, token));

        await builder.PublishAsync(_folder.ManifestPath);

        JsonNode.Parse(seen)!.Resource("late").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_thousand_resources_are_all_written()
    {
        var builder = _folder.CreateBuilder();
        var hub = builder.AddPostgres("pg");
        for (var i = 0; i < 500; i++)
        {
            builder.AddContainer($"c{i}", "img").WithReference(hub.AddDatabase($"db{i}")).WithHttpEndpoint();
        }

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest["resources"]!.AsObject().Count.ShouldBe(1 + 500 + 500 + 2);
        manifest.Resource("c499")!["bindings"]!["http"]!["targetPort"]!.GetValue<int>().ShouldBe(8499);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Custom(string name) : Resource(name);
}
