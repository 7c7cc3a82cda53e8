using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aspire.Hosting.Tests.Manifest;

namespace Aspire.Hosting.Tests.Golden;

public sealed partial class ManifestGoldenTests
{
    [Fact]
    public async Task The_sample_graph_has_the_manifest_that_Aspire_writes()
    {
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(SharedData.Golden("manifest.json")))!;
        using var sample = new SampleAppHost();
        var builder = sample.CreateBuilder("--publisher", "manifest");
        SampleGraph.AddTo(builder);

        var manifest = await builder.PublishManifestAsync(sample.ManifestPath);

        // xunit's message shows the first difference, Shouldly's every character.
        Assert.Equal(Comparable(expected), Comparable(manifest));
    }

    [Fact]
    public async Task Elasticsearch_and_MinIO_have_the_manifest_that_Aspire_writes()
    {
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(SharedData.Golden("elasticsearch-minio.json")))!;
        using var sample = new SampleAppHost();
        var builder = sample.CreateBuilder("--publisher", "manifest");
        var search = builder.AddElasticsearch("search").WithDataVolume();
        var blobs = builder.AddMinioContainer("blobs", builder.AddParameter("user")).WithDataVolume();
        builder.AddContainer("c", "img").WithReference(search).WithReference(blobs);

        var manifest = await builder.PublishManifestAsync(sample.ManifestPath);

        Assert.Equal(Comparable(InOrderOf(expected, expected)), Comparable(InOrderOf(manifest, expected)));
    }

    // Everything but image tags, the hashes in volume names and the AppHost's name before them.
    private static string Comparable(JsonNode manifest)
    {
        foreach (var (_, resource) in manifest["resources"]!.AsObject())
        {
            if (resource!["image"] is { } image)
            {
                resource["image"] = image.GetValue<string>().Split(':')[0];
            }

            foreach (var volume in resource["volumes"]?.AsArray() ?? [])
            {
                volume!["name"] = HashedVolumeName().Replace(volume["name"]!.GetValue<string>(), "app-hash-");
            }
        }

        return manifest.ToJsonString(new() { WriteIndented = true });
    }

    // The order in which the sample declared its parameters is not known.
    private static JsonNode InOrderOf(JsonNode manifest, JsonNode model)
    {
        var order = model["resources"]!.AsObject().Select(resource => resource.Key).ToList();
        var resources = manifest["resources"]!.AsObject().OrderBy(resource => order.IndexOf(resource.Key));
        return new JsonObject { ["resources"] = new JsonObject(resources.Select(r => KeyValuePair.Create(r.Key, r.Value?.DeepClone()))) };
    }

    [GeneratedRegex("^[a-z0-9_.-]+?-[0-9a-f]{10}-")]
    private static partial Regex HashedVolumeName();
}
