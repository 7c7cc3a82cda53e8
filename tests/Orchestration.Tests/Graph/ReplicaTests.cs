using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orchestration.Tests.Graph;

public class ReplicaTests
{
    // Serves its process id; /health is 503 for whoever did not come first.
    private const string Server = """
        const http = require('http'), fs = require('fs');
        let first = true;
        try { fs.mkdirSync(process.env.FLAG); } catch { first = false; }
        const server = http.createServer((request, answer) => {
          answer.statusCode = request.url === '/health' && !first ? 503 : 200;
          answer.setHeader('Connection', 'close');
          answer.end(String(process.pid));
        });
        server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening on ' + process.env.PORT));
        process.on('SIGTERM', () => server.close(() => process.exit(0)));
        """;

    [Fact]
    public async Task Each_replica_has_a_port_of_its_own_and_the_proxy_takes_turns()
    {
        var builder = TestGraph.Create();
        AddServers(builder);
        await using var app = await builder.StartAsync();
        var ports = new[] { "web-1", "web-2" }.Select(async id => await app.LineAsync(id, "listening")).ToList();
        (await Task.WhenAll(ports)).ShouldBeUnique();
        var address = app.GetEndpoint("web");
        var pids = new[] { app.ProcessIdOf("web-1"), app.ProcessIdOf("web-2") };
        pids.ShouldBeUnique();
        await OpenAsync(app);

        var answers = new HashSet<int>();
        using var client = new HttpClient();
        while (answers.Count < 2)
        {
            answers.Add(int.Parse(await client.GetStringAsync(address)));
        }
        answers.ShouldBe(pids, ignoreOrder: true);
    }

    [Fact]
    public async Task The_start_is_told_once_for_all_replicas_and_telemetry_tells_them_apart()
    {
        var starts = 0;
        var builder = TestGraph.Create();
        builder
            .AddShell("worker", "echo $OTEL_SERVICE_NAME/$OTEL_RESOURCE_ATTRIBUTES; exec sleep 300")
            .WithOtlpExporter()
            .WithAnnotation(new ReplicaAnnotation(3))
            .OnBeforeResourceStarted(
                (_, _, _) =>
                {
                    Interlocked.Increment(ref starts);
                    return Task.CompletedTask;
                }
            );
        await using var app = await builder.StartAsync();
        starts.ShouldBe(1);
        for (var i = 1; i <= 3; i++)
        {
            (await app.LineAsync($"worker-{i}", "worker")).ShouldBe($"worker/service.instance.id=worker-{i}");
        }
    }

    [Fact]
    public async Task A_health_check_asks_the_replica_itself()
    {
        var builder = TestGraph.Create();
        AddServers(builder).WithHttpHealthCheck("/health");
        await using var app = await builder.StartAsync();
        var states = await Task.WhenAll(
            new[] { "web-1", "web-2" }.Select(id =>
                app.ReachAsync(
                    id,
                    e =>
                        e.ResourceId == id
                        && e.Snapshot.HealthReports is [{ Description: { } said }]
                        && (said.EndsWith(": 200") || said.Contains(": 503"))
                )
            )
        );
        states.Select(e => e.Snapshot.HealthStatus).ShouldBe([HealthStatus.Healthy, HealthStatus.Unhealthy], ignoreOrder: true);
    }

    [Fact]
    public async Task A_rolling_restart_replaces_one_after_the_other_and_refuses_no_connection()
    {
        var builder = TestGraph.Create();
        AddServers(builder);
        await using var app = await builder.StartAsync();
        await OpenAsync(app);
        var before = new[] { app.ProcessIdOf("web-1"), app.ProcessIdOf("web-2") };
        var address = app.GetEndpoint("web");

        var restart = app.CommandAsync("web", KnownResourceCommands.RestartCommand);
        using var client = new HttpClient();
        var served = 0;
        while (!restart.IsCompleted)
        {
            // Throws where a connection is refused or reset.
            (await client.GetStringAsync(address)).ShouldNotBeEmpty();
            served++;
        }
        (await restart).Success.ShouldBeTrue();
        served.ShouldBeGreaterThan(0);
        new[] { app.ProcessIdOf("web-1"), app.ProcessIdOf("web-2") }.Intersect(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task Clients_are_refused_until_the_program_listens()
    {
        var go = Path.Combine(Directory.CreateTempSubdirectory().FullName, "go");
        var builder = TestGraph.Create();
        builder
            .AddShell("slow", $"while ! test -e '{go}'; do sleep 0.05; done; exec node -e \"$SCRIPT\"")
            .WithHttpEndpoint(env: "PORT")
            .WithEnvironment("FLAG", go + ".flag")
            .WithEnvironment("SCRIPT", Server)
            .WithHttpHealthCheck("/health");
        await using var app = await builder.StartAsync();
        var address = app.GetEndpoint("slow");
        using (var socket = new TcpClient())
        {
            var refusal = await Should.ThrowAsync<SocketException>(() => socket.ConnectAsync(IPAddress.Loopback, address.Port));
            refusal.SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
        }
        await File.WriteAllTextAsync(go, "");
        await app.HealthyAsync("slow");
    }

    private static IResourceBuilder<ExecutableResource> AddServers(IDistributedApplicationBuilder builder) =>
        builder
            .AddExecutable("web", "node", "/", "-e", Server)
            .WithHttpEndpoint(env: "PORT")
            .WithEnvironment("FLAG", Path.Combine(Directory.CreateTempSubdirectory().FullName, "flag"))
            .WithAnnotation(new ReplicaAnnotation(2));

    private static async Task OpenAsync(DistributedApplication app)
    {
        foreach (var id in new[] { "web-1", "web-2" })
        {
            await app.LineAsync(id, "listening");
        }
        // The proxy opens a moment after the program listens.
        var supervisor = (Aspire.Hosting.Run.Supervisor)app.Services.GetService(typeof(Aspire.Hosting.Run.Supervisor))!;
        foreach (var id in new[] { "web-1", "web-2" })
        {
            (await supervisor.Find(id)!.Open.WaitAsync(TestGraph.Patience)).ShouldBeTrue();
        }
    }
}
