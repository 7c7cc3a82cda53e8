using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Engines.Redis;
using Platform.Hosting;

namespace Aspire.Hosting.Tests.Integrations;

public sealed class RedisHealthTests
{
    [Fact]
    public async Task A_server_that_answers_PING_is_healthy()
    {
        var report = await CheckAsync(serverPassword: "right", ours: "right");

        report.Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_refused_password_is_unhealthy_and_not_repeated()
    {
        var report = await CheckAsync(serverPassword: "right", ours: "wrong-one");

        report.Status.ShouldBe(HealthStatus.Unhealthy);
        report.Description.ShouldNotBeNull().ShouldContain("WRONGPASS");
        report.Description!.ShouldNotContain("wrong-one");
    }

    [Fact]
    public async Task Nobody_listening_is_unhealthy()
    {
        var report = await CheckAsync(serverPassword: "right", ours: "right", stopped: true);

        report.Status.ShouldBe(HealthStatus.Unhealthy);
    }

    private static async Task<HealthReportEntry> CheckAsync(string serverPassword, string ours, bool stopped = false)
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { Args = [$"--Parameters:cache-password={ours}"], DisableDashboard = true }
        );
        var redis = builder.AddRedis("cache");
        await using var application = builder.Build();
        var settings = new RedisSettings(serverPassword);
        await using var server = await RealServer.StartAsync(new RedisEngine(), settings, redis.Resource.PrimaryEndpoint);
        if (stopped)
        {
            await server.StopAsync();
        }

        var health = application.Services.GetRequiredService<HealthCheckService>();
        var report = await health.CheckHealthAsync(check => check.Name == "cache_check", TestContext.Current.CancellationToken);
        return report.Entries["cache_check"];
    }
}
