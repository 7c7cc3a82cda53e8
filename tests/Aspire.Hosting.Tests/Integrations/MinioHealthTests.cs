using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Engines.Host;
using Platform.Hosting;

namespace Aspire.Hosting.Tests.Integrations;

public sealed class MinioHealthTests
{
    [Fact]
    public async Task A_store_that_lives_is_healthy_and_unhealthy_once_it_is_gone()
    {
        var storage = DistributedApplication
            .CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true })
            .AddMinioContainer("blobs");
        await using var application = storage.ApplicationBuilder.Build();
        await using var server = await RealServer.StartAsync(
            new ObjectStorageEngine(new EngineProcess()),
            new ObjectStorageSettings("minioadmin", "a-long-secret"),
            storage.Resource.PrimaryEndpoint
        );

        (await CheckAsync(application)).Status.ShouldBe(HealthStatus.Healthy);
        await server.StopAsync();
        (await CheckAsync(application)).Status.ShouldBe(HealthStatus.Unhealthy);
    }

    private static async Task<HealthReportEntry> CheckAsync(DistributedApplication application)
    {
        var health = application.Services.GetRequiredService<HealthCheckService>();
        var report = await health.CheckHealthAsync(check => check.Name == "blobs_check", TestContext.Current.CancellationToken);
        return report.Entries["blobs_check"];
    }
}
