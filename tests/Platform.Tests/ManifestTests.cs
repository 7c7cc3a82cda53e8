using System.Text.Json.Nodes;
using Aspire.Hosting.Tests.Manifest;
using Platform.Tests.Support;

namespace Platform.Tests;

public sealed class ManifestTests : IDisposable
{
    private const string Secret = "a-secret-that-somebody-chose";
    private readonly string _directory = Directory.CreateTempSubdirectory("platform-manifest-").FullName;

    [Fact]
    public async Task The_graphs_manifest_is_valid_the_same_each_time_and_holds_no_secret()
    {
        var first = Path.Combine(_directory, "first.json");
        var second = Path.Combine(_directory, "second.json");

        await PublishAsync("--publisher", "manifest", "--output-path", first);
        await PublishAsync("--publisher", "manifest", "--output-path", second);

        var text = await File.ReadAllTextAsync(first, TestContext.Current.CancellationToken);
        text.ShouldNotContain(Secret);
        (await File.ReadAllTextAsync(second, TestContext.Current.CancellationToken)).ShouldBe(text);
        var (exitCode, violations) = await ManifestJudge.ValidateAsync(first);
        exitCode.ShouldBe(0, violations);
    }

    [Fact]
    public async Task The_manifest_holds_the_whole_graph()
    {
        await PublishAsync("--operation", "publish", "--step", "publish-manifest", "--output-path", _directory);

        var manifest = Path.Combine(_directory, "aspire-manifest.json");
        var resources = JsonNode.Parse(await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken))!["resources"]!;

        string[] services = ["payment-gateway", "users", "catalog", "search", "ordering", "payments", "channels", "gateway"];
        foreach (var service in services)
        {
            var project = resources[service].ShouldNotBeNull(service);
            ((string?)project["type"]).ShouldBe("project.v0");
            File.Exists(Path.Combine(_directory, (string)project["path"]!)).ShouldBeTrue();
        }
        ((bool?)resources["gateway"]!["bindings"]!["http"]!["external"]).ShouldBe(true);
        ((string?)resources["storefront"]!["type"]).ShouldBe("container.v1");
        ((string?)resources["storefront"]!["env"]!["services__gateway__http__0"]).ShouldBe("{gateway.bindings.http.url}");
        File.Exists(Path.Combine(_directory, (string)resources["storefront"]!["build"]!["dockerfile"]!)).ShouldBeTrue();
        ((string?)resources["ordering"]!["env"]!["ConnectionStrings__orderingdb"]).ShouldBe("{orderingdb.connectionString}");
        ((string?)resources["payment-gateway"]!["env"]!["PaymentGateway__Webhook__Url"]).ShouldBe(
            "{payments.bindings.http.url}/api/v1/payments/webhooks/pg"
        );
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>Publishes on a machine that has neither engines nor programs to install them.</summary>
    private async Task PublishAsync(params string[] args)
    {
        var (exitCode, output) = await HostProcess.RunAsync(
            start =>
            {
                start.Environment["PATH"] = _directory;
                start.Environment["HOME"] = _directory;
                start.Environment["XDG_CACHE_HOME"] = _directory;
                start.Environment["Parameters__payment-gateway-key"] = Secret;
                start.Environment["Parameters__postgres-password"] = Secret;
            },
            args
        );
        exitCode.ShouldBe(0, output);
    }
}
