using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace Aspire.Hosting.Tests.Manifest;

internal static class PublishExtensions
{
    /// <summary>Builds the graph and publishes it to a file or a directory.</summary>
    public static async Task PublishAsync(this IDistributedApplicationBuilder builder, string path)
    {
        builder.Configuration["Publishing:OutputPath"] = path;
        await using var application = builder.Build();
        await application.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Builds the graph, publishes it to a file and reads that.</summary>
    public static async Task<JsonNode> PublishManifestAsync(this IDistributedApplicationBuilder builder, string path)
    {
        await builder.PublishAsync(path);
        return JsonNode.Parse(await File.ReadAllTextAsync(path))!;
    }

    /// <summary>The fields of one resource; null when the manifest has not got it.</summary>
    public static JsonNode? Resource(this JsonNode manifest, string name) => manifest["resources"]![name];

    /// <summary>The resource has these fields, in this order, and no others.</summary>
    public static void ShouldHold(this JsonNode manifest, string name, string json) =>
        Text(manifest.Resource(name).ShouldNotBeNull($"The manifest has no resource '{name}'.")).ShouldBe(Text(JsonNode.Parse(json)!));

    private static string Text(JsonNode node) =>
        node.ToJsonString(new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
