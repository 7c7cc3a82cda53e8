using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Engines.PostgreSQL;
using Platform.Hosting;

namespace Aspire.Hosting.Tests.Integrations;

public sealed class PostgresDatabaseTests
{
    [Fact]
    public async Task A_database_is_healthy_only_once_it_is_there_and_is_created_when_the_server_is_ready()
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { Args = ["--Parameters:pg-password=pw-1"], DisableDashboard = true }
        );
        var postgres = builder.AddPostgres("pg");
        postgres.AddDatabase("plain", "odd \"name\"");
        postgres.AddDatabase("scripted").WithCreationScript("CREATE DATABASE scripted ENCODING 'UTF8'");
        postgres.AddDatabase("broken").WithCreationScript("CREATE DATABASE broken OWNER nobody_of_this_name");
        await using var application = builder.Build();
        // The databases are not among the settings: to the server they are unheard of, as on a volume from before.
        var settings = new PostgresSettings("postgres", "pw-1");
        await using var server = await RealServer.StartAsync(new PostgresEngine(), settings, postgres.Resource.PrimaryEndpoint);

        (await CheckAsync()).ShouldBe([("broken", false), ("pg", true), ("plain", false), ("scripted", false)]);

        await ReadyAsync();
        (await CheckAsync()).ShouldBe([("broken", false), ("pg", true), ("plain", true), ("scripted", true)]);

        // A restart of the server tells it again, and finds what is there.
        await ReadyAsync();
        (await CheckAsync()).ShouldBe([("broken", false), ("pg", true), ("plain", true), ("scripted", true)]);

        Task ReadyAsync() =>
            builder.Eventing.PublishAsync(
                new ResourceReadyEvent(postgres.Resource, application.Services),
                TestContext.Current.CancellationToken
            );

        async Task<List<(string Name, bool Healthy)>> CheckAsync()
        {
            var health = application.Services.GetRequiredService<HealthCheckService>();
            var report = await health.CheckHealthAsync(
                check => check.Name.EndsWith("_check", StringComparison.Ordinal),
                TestContext.Current.CancellationToken
            );
            return
            [
                .. report
                    .Entries.Select(entry => (entry.Key[..^"_check".Length], entry.Value.Status == HealthStatus.Healthy))
                    .OrderBy(entry => entry.Item1, StringComparer.Ordinal),
            ];
        }
    }
}
