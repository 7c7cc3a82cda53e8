using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Aspire.Hosting.ApplicationModel.KnownResourceCommands;

namespace Orchestration.Tests.Graph;

public class CommandTests
{
    [Fact]
    public async Task One_resource_stops_starts_and_restarts_while_the_others_stay_up()
    {
        var builder = TestGraph.Create();
        var other = builder.AddSleeper("other");
        builder.AddShell("service", "trap 'exit 5' TERM; echo ready; while :; do sleep 0.05; done").WaitFor(other);
        await using var app = await builder.StartAsync();
        await app.LineAsync("service", "ready");
        var (first, neighbour) = (app.ProcessIdOf("service"), app.ProcessIdOf("other"));
        CommandStates(app).ShouldBe((ResourceCommandState.Hidden, ResourceCommandState.Enabled, ResourceCommandState.Enabled));

        (await app.CommandAsync("service", StopCommand)).Success.ShouldBeTrue();
        app.Now("service").State!.Text.ShouldBe(KnownResourceStates.Exited);
        app.Now("service").ExitCode.ShouldBe(5);
        CommandStates(app).ShouldBe((ResourceCommandState.Enabled, ResourceCommandState.Hidden, ResourceCommandState.Disabled));

        (await app.CommandAsync("service", StartCommand)).Success.ShouldBeTrue();
        await app.HealthyAsync("service");
        var second = app.ProcessIdOf("service");
        second.ShouldNotBe(first);
        app.Now("service").ExitCode.ShouldBeNull();

        (await app.CommandAsync("service", RestartCommand)).Success.ShouldBeTrue();
        await app.HealthyAsync("service");
        app.ProcessIdOf("service").ShouldNotBe(second);
        app.ProcessIdOf("other").ShouldBe(neighbour);
        Launch.Children.Lives(neighbour).ShouldBeTrue();
    }

    [Fact]
    public async Task A_resource_that_waits_can_be_stopped()
    {
        var builder = TestGraph.Create();
        var manual = builder.AddSleeper("manual").WithExplicitStart();
        builder.AddSleeper("service").WaitFor(manual);
        await using var app = await builder.StartAsync();
        await app.ReachAsync("service", KnownResourceStates.Waiting);
        (await app.CommandAsync("service", StopCommand)).Success.ShouldBeTrue();
        app.Now("service").State!.Text.ShouldBe(KnownResourceStates.NotStarted);
    }

    [Fact]
    public async Task A_resource_that_waits_can_be_started_all_the_same()
    {
        var builder = TestGraph.Create();
        var manual = builder.AddSleeper("manual").WithExplicitStart();
        builder.AddSleeper("service").WaitFor(manual);
        await using var app = await builder.StartAsync();
        await app.ReachAsync("service", KnownResourceStates.Waiting);
        CommandStates(app).ShouldBe((ResourceCommandState.Enabled, ResourceCommandState.Hidden, ResourceCommandState.Disabled));
        (await app.CommandAsync("service", StartCommand)).Success.ShouldBeTrue();
        await app.HealthyAsync("service");
        app.Now("manual").State!.Text.ShouldBe(KnownResourceStates.NotStarted);
    }

    [Fact]
    public async Task A_start_asked_for_while_it_stops_follows_the_stop()
    {
        var builder = TestGraph.Create();
        builder.AddShell(
            "service",
            "trap 'echo asked; read line < /dev/null; sleep 0.2; exit 0' TERM; echo ready; while :; do sleep 0.05; done"
        );
        await using var app = await builder.StartAsync();
        await app.LineAsync("service", "ready");
        var first = app.ProcessIdOf("service");
        var stop = app.CommandAsync("service", StopCommand);
        await app.LineAsync("service", "asked");
        var start = app.CommandAsync("service", StartCommand);
        (await stop).Success.ShouldBeTrue();
        (await start).Success.ShouldBeTrue();
        app.Now("service").State!.Text.ShouldBe(KnownResourceStates.Running);
        app.ProcessIdOf("service").ShouldNotBe(first);
    }

    [Fact]
    public async Task What_cannot_be_done_fails_with_a_reason()
    {
        var builder = TestGraph.Create();
        builder.AddExecutable("broken", "/no/such/program", "/").WithExplicitStart();
        await using var app = await builder.StartAsync();
        var start = await app.CommandAsync("broken", StartCommand);
        start.Success.ShouldBeFalse();
        start.Message.ShouldNotBeNull().ShouldContain("'broken' failed to start");
        (await app.CommandAsync("broken", "no-such-command")).Success.ShouldBeFalse();
        (await app.CommandAsync("nobody", StartCommand)).Message.ShouldNotBeNull().ShouldContain("nobody");
    }

    [Fact]
    public async Task A_restart_asks_for_health_anew()
    {
        var healthy = true;
        var ready = 0;
        var builder = TestGraph.Create();
        builder
            .AddSleeper("service")
            .WithCheck(() => healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy())
            .OnResourceReady(
                (_, _, _) =>
                {
                    Interlocked.Increment(ref ready);
                    return Task.CompletedTask;
                }
            );
        await using var app = await builder.StartAsync();
        await app.HealthyAsync("service");
        ready.ShouldBe(1);

        healthy = false;
        await app.CommandAsync("service", RestartCommand);
        app.Now("service").HealthStatus.ShouldBe(HealthStatus.Unhealthy);
        ready.ShouldBe(1);
        healthy = true;
        await app.HealthyAsync("service");
        ready.ShouldBe(2);
    }

    private static (ResourceCommandState Start, ResourceCommandState Stop, ResourceCommandState Restart) CommandStates(
        DistributedApplication app
    )
    {
        var commands = app.Now("service").Commands.ToDictionary(c => c.Name, c => c.State);
        return (commands[StartCommand], commands[StopCommand], commands[RestartCommand]);
    }
}
