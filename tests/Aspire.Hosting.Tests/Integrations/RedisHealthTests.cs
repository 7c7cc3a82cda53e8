using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Tests.Integrations;

public sealed class RedisHealthTests
{
    [Fact]
    public async Task A_server_that_answers_PING_is_healthy()
    {
        await using var server = new FakeRedis("right");

        var report = await CheckAsync("right", server.Port);

        report.Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_refused_password_is_unhealthy_and_not_repeated()
    {
        await using var server = new FakeRedis("right");

        var report = await CheckAsync("wrong-one", server.Port);

        report.Status.ShouldBe(HealthStatus.Unhealthy);
        report.Entries["cache_check"].Description.ShouldNotBeNull().ShouldContain("WRONGPASS");
        report.Entries["cache_check"].Description!.ShouldNotContain("wrong-one");
    }

    [Fact]
    public async Task Nobody_listening_is_unhealthy()
    {
        // Bound and not listening: the port is nobody else's, and refuses.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var report = await CheckAsync("right", ((IPEndPoint)socket.LocalEndPoint!).Port);

        report.Status.ShouldBe(HealthStatus.Unhealthy);
    }

    private static async Task<HealthReport> CheckAsync(string password, int port)
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { Args = [$"--Parameters:cache-password={password}"], DisableDashboard = true }
        );
        var redis = builder.AddRedis("cache");
        await using var application = builder.Build();
        var endpoint = redis.Resource.PrimaryEndpoint.EndpointAnnotation;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", port);
        return await application
            .Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => check.Name == "cache_check", TestContext.Current.CancellationToken);
    }
}
