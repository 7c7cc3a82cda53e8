using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Engines.Host;
using Platform.Hosting;

namespace Aspire.Hosting.Tests.Integrations;

public sealed class ElasticsearchHealthTests
{
    [Fact]
    public async Task A_node_that_answers_is_healthy_and_unhealthy_once_it_is_gone()
    {
        var (search, application) = Create("the-password");
        await using var _ = application;
        await using var server = await StartAsync(search);

        (await CheckAsync(application)).Status.ShouldBe(HealthStatus.Healthy);
        await server.StopAsync();
        (await CheckAsync(application)).Status.ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task A_node_that_does_not_take_the_password_is_unhealthy()
    {
        var (search, application) = Create("another-password");
        await using var _ = application;
        await using var server = await StartAsync(search);

        var entry = await CheckAsync(application);

        entry.Status.ShouldBe(HealthStatus.Unhealthy);
        entry.Description.ShouldNotBeNull().ShouldContain("401");
    }

    private static (ApplicationModel.ElasticsearchResource, DistributedApplication) Create(string password)
    {
        var search = DistributedApplication
            .CreateBuilder(
                new DistributedApplicationOptions { Args = [$"--Parameters:search-password={password}"], DisableDashboard = true }
            )
            .AddElasticsearch("search");
        return (search.Resource, search.ApplicationBuilder.Build());
    }

    private static Task<RealServer> StartAsync(ApplicationModel.ElasticsearchResource search) =>
        RealServer.StartAsync(
            new ElasticsearchEngine(new EngineProcess()),
            new ElasticsearchSettings("the-password"),
            search.PrimaryEndpoint
        );

    private static async Task<HealthReportEntry> CheckAsync(DistributedApplication application)
    {
        var health = application.Services.GetRequiredService<HealthCheckService>();
        var report = await health.CheckHealthAsync(check => check.Name == "search_check", TestContext.Current.CancellationToken);
        return report.Entries["search_check"];
    }
}
