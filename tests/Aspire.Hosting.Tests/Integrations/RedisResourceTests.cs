using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Manifest;
using Platform.Hosting;

namespace Aspire.Hosting.Tests.Integrations;

public sealed class RedisResourceTests : IDisposable
{
    private readonly PublishFolder _folder = new();

    [Fact]
    public async Task The_command_says_what_was_asked_for_and_leaves_the_password_to_the_environment()
    {
        var builder = _folder.CreateBuilder();
        builder.AddRedis("cache").WithPersistence(TimeSpan.FromMinutes(5), 10).WithModule(RedisModules.Json);

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest.Resource("cache")!["args"]![1]!
            .GetValue<string>()
            .ShouldBe($"redis-server --requirepass $REDIS_PASSWORD --loadmodule {RedisModules.Json} --save 300 10");
    }

    [Fact]
    public async Task A_read_only_volume_takes_no_snapshots()
    {
        var builder = _folder.CreateBuilder();
        builder.AddRedis("cache").WithDataVolume("data", isReadOnly: true);

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest.Resource("cache")!["args"]![1]!.GetValue<string>().ShouldNotContain("--save");
    }

    [Fact]
    public async Task An_engine_is_told_password_and_persistence()
    {
        var redis = CreateBuilder("--Parameters:cache-password=pw").AddRedis("cache").WithPersistence(TimeSpan.FromSeconds(30), 5).Resource;

        var settings = await SettingsAsync(redis);

        settings.ShouldBe(new RedisSettings("pw") { Persistence = (TimeSpan.FromSeconds(30), 5) });
    }

    [Fact]
    public async Task A_module_that_no_engine_has_is_refused_with_the_remedy()
    {
        var redis = CreateBuilder("--Parameters:cache-password=pw").AddRedis("cache").WithModule(RedisModules.Search).Resource;

        var exception = await Should.ThrowAsync<DistributedApplicationException>(() => SettingsAsync(redis));

        exception.Message.ShouldContain("'cache'");
        exception.Message.ShouldContain("Leave WithModule out of the run");
    }

    public void Dispose() => _folder.Dispose();

    private static IDistributedApplicationBuilder CreateBuilder(params string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });

    private static async Task<EngineSettings> SettingsAsync(RedisResource redis)
    {
        var annotation = redis.Annotations.OfType<EngineAnnotation>().Single();
        annotation.SettingsType.ShouldBe(typeof(RedisSettings));
        var run = new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run);
        return await annotation.Settings(new EngineSettingsContext(run, redis, TestContext.Current.CancellationToken));
    }
}
