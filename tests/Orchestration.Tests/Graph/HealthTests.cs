using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orchestration.Tests.Graph;

public class HealthTests
{
    [Fact]
    public async Task A_check_that_hangs_or_blocks_holds_up_no_other()
    {
        using var released = new ManualResetEventSlim();
        var builder = TestGraph.Create();
        builder
            .AddSleeper("blocks")
            .WithCheck(() =>
            {
                released.Wait();
                return HealthCheckResult.Healthy();
            });
        builder.AddSleeper("hangs").WithHealthCheck("hangs-check");
        builder
            .Services.AddHealthChecks()
            .AddAsyncCheck(
                "hangs-check",
                async token =>
                {
                    await Task.Delay(Timeout.Infinite, token);
                    return HealthCheckResult.Healthy();
                }
            );
        builder.AddSleeper("well").WithCheck(() => HealthCheckResult.Healthy());
        await using (var app = await builder.StartAsync())
        {
            await app.HealthyAsync("well");
            app.Now("blocks").HealthStatus.ShouldBe(HealthStatus.Unhealthy);
            app.Now("hangs").HealthStatus.ShouldBe(HealthStatus.Unhealthy);
            released.Set();
            await app.HealthyAsync("blocks");
        }
    }

    [Fact]
    public async Task A_check_that_fails_is_told_with_its_reason_and_asked_again()
    {
        var asked = 0;
        var builder = TestGraph.Create();
        builder
            .AddSleeper("service")
            .WithCheck(() => Interlocked.Increment(ref asked) < 4 ? throw new IOException("no answer yet") : HealthCheckResult.Healthy());
        await using var app = await builder.StartAsync();
        var report = (await app.ReachAsync("service", e => e.Snapshot.HealthReports is [{ Status: HealthStatus.Unhealthy }]))
            .Snapshot
            .HealthReports[0];
        report.Name.ShouldBe("service-check");
        report.Description.ShouldBe("no answer yet");
        await app.HealthyAsync("service");
        asked.ShouldBe(4);
    }

    [Fact]
    public async Task Who_waits_learns_that_a_subscriber_of_the_ready_event_failed()
    {
        var builder = TestGraph.Create();
        builder.AddSleeper("service").OnResourceReady((_, _, _) => throw new InvalidOperationException("seeding failed"));
        await using var app = await builder.StartAsync();
        (await Should.ThrowAsync<InvalidOperationException>(() => app.HealthyAsync("service"))).Message.ShouldBe("seeding failed");
        (await app.LineAsync("service", "seeding failed")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_child_is_in_its_parents_state_and_has_checks_of_its_own()
    {
        var created = false;
        var builder = TestGraph.Create();
        var server = builder.AddSleeper("server");
        builder
            .AddResource(new Child("database", server.Resource))
            .WithCheck(() => created ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not created"));
        await using var app = await builder.StartAsync();
        await app.HealthyAsync("server");
        await app.ReachAsync("database", e => e.Snapshot.HealthReports is [{ Description: "not created" }]);
        app.Now("database").State!.Text.ShouldBe(KnownResourceStates.Running);
        created = true;
        await app.HealthyAsync("database");

        await app.CommandAsync("server", KnownResourceCommands.StopCommand);
        await app.ReachAsync("database", KnownResourceStates.Exited);
        created = false;
        await app.CommandAsync("server", KnownResourceCommands.StartCommand);
        var again = await app.ReachAsync("database", KnownResourceStates.Running);
        again.Snapshot.HealthStatus.ShouldBe(HealthStatus.Unhealthy);
    }

    private sealed class Child(string name, IResource parent) : Resource(name), IResourceWithParent
    {
        public IResource Parent => parent;
    }
}
