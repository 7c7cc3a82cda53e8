using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;

namespace Aspire.Hosting.Tests.Integrations;

public sealed class MinioResourceTests
{
    [Fact]
    public async Task An_engine_is_told_keys_region_and_buckets()
    {
        var builder = CreateBuilder("--Parameters:storage-rootPassword=a-long-secret", "--Parameters:user=boss");
        var storage = builder
            .AddMinioContainer("storage", builder.AddParameter("user"))
            .AddBucket("uploads")
            .AddBucket("results")
            .WithEnvironment("MINIO_SITE_REGION", "eu-west-1");

        var settings = await SettingsAsync(storage.Resource);

        (settings.AccessKey, settings.SecretKey, settings.Region).ShouldBe(("boss", "a-long-secret", "eu-west-1"));
        settings.Buckets.ShouldBe(["uploads", "results"]);
    }

    [Fact]
    public async Task Unless_told_otherwise_the_user_is_minioadmin_and_the_secret_is_generated()
    {
        var storage = CreateBuilder().AddMinioContainer("storage");
        var endpoint = storage.Resource.PrimaryEndpoint.EndpointAnnotation;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 9000);

        var settings = await SettingsAsync(storage.Resource);

        (settings.AccessKey, settings.Region).ShouldBe(("minioadmin", "us-east-1"));
        settings.SecretKey.Length.ShouldBeGreaterThanOrEqualTo(22);
        (await storage.Resource.GetConnectionStringAsync(TestContext.Current.CancellationToken)).ShouldBe(
            $"Endpoint=http://localhost:9000;AccessKey=minioadmin;SecretKey={settings.SecretKey}"
        );
    }

    [Fact]
    public async Task A_secret_that_MinIO_would_not_start_with_is_refused_with_the_remedy()
    {
        var storage = CreateBuilder("--Parameters:short=1234567").AddMinioContainer("storage");
        storage.WithPassword(storage.ApplicationBuilder.AddParameter("short", secret: true));

        var exception = await Should.ThrowAsync<DistributedApplicationException>(() => SettingsAsync(storage.Resource));

        exception.Message.ShouldContain("'storage'");
        exception.Message.ShouldContain("Parameters:short");
        exception.Message.ShouldNotContain("1234567");
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("-dash")]
    [InlineData("two..dots")]
    public void A_name_that_S3_refuses_is_refused_in_the_graph(string name) =>
        Should.Throw<ArgumentException>(() => CreateBuilder().AddMinioContainer("storage").AddBucket(name));

    [Fact]
    public void A_bucket_declared_twice_is_refused() =>
        Should
            .Throw<ArgumentException>(() => CreateBuilder().AddMinioContainer("storage").AddBucket("uploads").AddBucket("uploads"))
            .Message.ShouldContain("'uploads' of 'storage' is declared twice");

    private static IDistributedApplicationBuilder CreateBuilder(params string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });

    private static async Task<ObjectStorageSettings> SettingsAsync(MinioContainerResource storage)
    {
        var annotation = storage.Annotations.OfType<EngineAnnotation>().Single();
        annotation.SettingsType.ShouldBe(typeof(ObjectStorageSettings));
        var run = new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run);
        var settings = await annotation.Settings(new EngineSettingsContext(run, storage, TestContext.Current.CancellationToken));
        return settings.ShouldBeOfType<ObjectStorageSettings>();
    }
}
