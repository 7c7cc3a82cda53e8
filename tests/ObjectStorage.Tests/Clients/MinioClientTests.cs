using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Clients;

/// <summary>MinIO's own client for JavaScript, from npm into the user's cache.</summary>
public sealed class MinioClientTests(S3Fixture s3, ITestOutputHelper output) : IClassFixture<S3Fixture>
{
    [Fact]
    public async Task The_client_for_JavaScript_finds_nothing_wrong()
    {
        var (modules, missing) = await NpmPackage.InstallAsync("minio", "8.0.7");
        Assert.SkipWhen(modules is null, $"Not proved: that MinIO's client for JavaScript works with our S3 server. {missing}");
        var script = Path.Combine(AppContext.BaseDirectory, "Clients", "minio.cjs");
        var run = await ClientProcess.RunAsync(
            "node",
            [script],
            new Dictionary<string, string>
            {
                ["NODE_PATH"] = modules!,
                ["S3_PORT"] = s3.Server.Port.ToString(),
                ["S3_ACCESS"] = S3Fixture.AccessKey,
                ["S3_SECRET"] = S3Fixture.SecretKey,
            }
        );
        run.ShouldSucceed().ShouldContain("all well");
        output.WriteLine(s3.ShouldHaveServedAll());
    }
}
