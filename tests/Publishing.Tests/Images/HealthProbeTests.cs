using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Platform.HealthProbe;

namespace Publishing.Tests.Images;

/// <summary>The probe that stands in images without a shell, against real servers.</summary>
public sealed class HealthProbeTests
{
    [Theory]
    [InlineData(200, 0)]
    [InlineData(204, 0)]
    [InlineData(302, 1)]
    [InlineData(404, 1)]
    [InlineData(503, 1)]
    public async Task The_exit_code_is_the_answer(int status, int exitCode)
    {
        await using var server = await ServerAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/health" ? status : 500;
            return Task.CompletedTask;
        });

        (await ProbeAsync($"{server.Urls.Single()}/health")).ExitCode.ShouldBe(exitCode);
    }

    [Fact]
    public async Task It_waits_for_those_who_have_no_sleep()
    {
        var began = TimeProvider.System.GetTimestamp();

        (await ProbeAsync("wait", "0.3")).ExitCode.ShouldBe(0);

        TimeProvider.System.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(250));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_not_healthy_and_the_address_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/health";

        var (exitCode, error) = await ProbeAsync(address, "0.2");

        exitCode.ShouldBe(1);
        error.ShouldContain(address);
        error.ShouldContain("0.2 s");
    }

    [Fact]
    public async Task A_server_that_hangs_up_is_not_healthy()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var hangsUp = Task.Run(async () => (await listener.AcceptTcpClientAsync()).Dispose());

        (await ProbeAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/")).ExitCode.ShouldBe(1);
        await hangsUp;
    }

    [Theory]
    [InlineData]
    [InlineData("health")]
    [InlineData("https://localhost/health")]
    [InlineData("http://localhost/health", "soon")]
    [InlineData("http://localhost/health", "-1")]
    [InlineData("http://localhost/health", "1", "2")]
    public async Task Bad_usage_says_how(params string[] args)
    {
        var (exitCode, error) = await ProbeAsync(args);

        exitCode.ShouldBe(2);
        error.ShouldStartWith("Usage: healthprobe");
    }

    private static async Task<(int ExitCode, string Error)> ProbeAsync(params string[] args)
    {
        var error = new StringWriter();
        return (await Probe.RunAsync(args, TextWriter.Null, error), error.ToString());
    }

    private static async Task<WebApplication> ServerAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }
}
