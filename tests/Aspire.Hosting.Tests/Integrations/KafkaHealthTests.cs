using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Engines.Host;
using Platform.Hosting;

namespace Aspire.Hosting.Tests.Integrations;

public sealed class KafkaHealthTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_broker_that_names_itself_is_healthy_and_unhealthy_once_it_is_gone()
    {
        var kafka = CreateBuilder().AddKafka("events");
        await using var application = kafka.ApplicationBuilder.Build();
        var settings = new KafkaSettings { Listeners = [new("tcp", "localhost", 9092)] };
        await using var server = await RealServer.StartAsync(
            new KafkaEngine(new EngineProcess()),
            settings,
            kafka.Resource.PrimaryEndpoint
        );

        (await CheckAsync(application)).Status.ShouldBe(HealthStatus.Healthy);
        await server.StopAsync();
        (await CheckAsync(application)).Status.ShouldBe(HealthStatus.Unhealthy);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "bytes")]
    [InlineData("\0\0\0\x0C\0\0\0\x01\0\0\0\0\0\0\0\0", "without naming a broker")]
    public async Task What_is_no_broker_or_knows_of_none_is_unhealthy(string answer, string reason)
    {
        var kafka = CreateBuilder().AddKafka("events");
        await using var application = kafka.ApplicationBuilder.Build();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var endpoint = kafka.Resource.PrimaryEndpoint.EndpointAnnotation;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", ((IPEndPoint)other.LocalEndpoint).Port);

        var check = CheckAsync(application);
        using var client = await other.AcceptSocketAsync(Cancelled);
        await client.SendAsync(System.Text.Encoding.Latin1.GetBytes(answer), Cancelled);

        var report = await check;
        report.Status.ShouldBe(HealthStatus.Unhealthy);
        report.Description.ShouldNotBeNull().ShouldContain("'events'");
        report.Description!.ShouldContain(reason);
    }

    private static IDistributedApplicationBuilder CreateBuilder() =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });

    private static async Task<HealthReportEntry> CheckAsync(DistributedApplication application)
    {
        var health = application.Services.GetRequiredService<HealthCheckService>();
        var report = await health
            .CheckHealthAsync(check => check.Name == "events_check", Cancelled)
            .WaitAsync(TimeSpan.FromSeconds(60), Cancelled);
        return report.Entries["events_check"];
    }
}
