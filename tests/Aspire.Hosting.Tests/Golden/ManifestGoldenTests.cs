using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aspire.Hosting.Tests.Manifest;

namespace Aspire.Hosting.Tests.Golden;

public sealed partial class ManifestGoldenTests
{
    [Fact]
    public async Task The_sample_graph_has_the_manifest_that_Aspire_writes()
    {
        var expected = WithoutKafka(JsonNode.Parse(await File.ReadAllTextAsync(SharedData.Golden("manifest.json")))!);
        using var sample = new SampleAppHost();
        var builder = sample.CreateBuilder("--publisher", "manifest");
        SampleGraph.AddTo(builder);

        var manifest = await builder.PublishManifestAsync(sample.ManifestPath);

        // xunit's message shows the first difference, Shouldly's every character.
        Assert.Equal(Comparable(expected), Comparable(manifest));
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

    private static JsonNode WithoutKafka(JsonNode manifest)
    {
        var resources = manifest["resources"]!.AsObject();
        resources.Remove("events").ShouldBeTrue();
        foreach (var environment in resources.Select(resource => resource.Value!["env"]).OfType<JsonObject>())
        {
            foreach (
                var name in environment
                    .Where(variable => variable.Value!.GetValue<string>().Contains("{events."))
                    .Select(v => v.Key)
                    .ToList()
            )
            {
                environment.Remove(name);
            }
        }

        return manifest;
    }

    [GeneratedRegex("^[a-z0-9_.-]+?-[0-9a-f]{10}-")]
    private static partial Regex HashedVolumeName();
}
