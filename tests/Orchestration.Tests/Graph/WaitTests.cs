using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orchestration.Tests.Graph;

public class WaitTests
{
    [Fact]
    public async Task WaitFor_starts_when_the_dependency_is_healthy()
    {
        var healthy = false;
        var builder = TestGraph.Create();
        var database = builder
            .AddSleeper("database")
            .WithCheck(() => healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
        builder.AddSleeper("service").WaitFor(database);
        await using var app = await builder.BuildAsync();
        var start = app.StartAsync();
        await app.ReachAsync("database", KnownResourceStates.Running);
        await app.ReachAsync("service", KnownResourceStates.Waiting);
        start.IsCompleted.ShouldBeFalse();

        healthy = true;
        await app.HealthyAsync("service");
        await start.WaitAsync(TestGraph.Patience);
    }

    [Fact]
    public async Task WaitForStart_does_not_ask_for_health()
    {
        var builder = TestGraph.Create();
        var database = builder.AddSleeper("database").WithCheck(() => HealthCheckResult.Unhealthy());
        builder.AddSleeper("service").WaitForStart(database);
        await using var app = await builder.StartAsync();
        await app.HealthyAsync("service");
        app.Now("database").HealthStatus.ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task WaitForCompletion_starts_after_the_expected_exit_code()
    {
        var builder = TestGraph.Create();
        var migration = builder.AddShell("migration", "exit 3");
        builder.AddSleeper("service").WaitForCompletion(migration, exitCode: 3);
        await using var app = await builder.StartAsync();
        await app.HealthyAsync("service");
        app.Now("migration").State!.Text.ShouldBe(KnownResourceStates.Finished);
    }

    [Fact]
    public async Task WaitForCompletion_with_another_exit_code_fails_and_shows_why()
    {
        var builder = TestGraph.Create();
        var migration = builder.AddShell("migration", "echo no such table; exit 4");
        builder.AddSleeper("service").WaitForCompletion(migration);
        await using var app = await builder.StartAsync();
        await app.ReachAsync("service", KnownResourceStates.FailedToStart);
        var log = app.LogOf("service");
        log.ShouldContain("'service' cannot start: it waits for 'migration' to complete with exit code 0");
        log.ShouldContain("exit code 4");
        log.ShouldContain("no such table");
    }

    [Fact]
    public async Task A_failed_dependency_fails_the_chain_behind_it()
    {
        var builder = TestGraph.Create();
        var database = builder.AddExecutable("database", "/no/such/program", "/");
        var service = builder.AddSleeper("service").WaitFor(database);
        builder.AddSleeper("gateway").WaitFor(service);
        await using var app = await builder.StartAsync();
        await app.ReachAsync("gateway", KnownResourceStates.FailedToStart);
        app.LogOf("service").ShouldContain("it waits for 'database'");
        app.LogOf("gateway").ShouldContain("it waits for 'service'");
        app.LogOf("gateway").ShouldContain("/no/such/program");
    }

    [Fact]
    public async Task WaitOnResourceUnavailable_goes_on_waiting_for_one_that_is_started_again()
    {
        var marker = Path.Combine(Directory.CreateTempSubdirectory().FullName, "second");
        var builder = TestGraph.Create();
        var database = builder
            .AddShell("database", $"test -e '{marker}' || {{ touch '{marker}'; exit 1; }}; exec sleep 300")
            .WithCheck(() => File.Exists(marker + ".up") ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
        builder.AddSleeper("service").WaitFor(database, WaitBehavior.WaitOnResourceUnavailable);
        await using var app = await builder.BuildAsync();
        var start = app.StartAsync();
        await app.ReachAsync("database", KnownResourceStates.Finished);
        app.Now("service").State!.Text.ShouldBe(KnownResourceStates.Waiting);

        await File.WriteAllTextAsync(marker + ".up", "");
        (await app.CommandAsync("database", KnownResourceCommands.StartCommand)).Success.ShouldBeTrue();
        await app.HealthyAsync("service");
        await start.WaitAsync(TestGraph.Patience);
    }

    [Fact]
    public async Task The_application_is_started_though_one_waits_for_what_somebody_has_to_start()
    {
        var builder = TestGraph.Create();
        var manual = builder.AddSleeper("manual").WithExplicitStart();
        var service = builder.AddSleeper("service").WaitFor(manual);
        builder.AddSleeper("gateway").WaitFor(service);
        await using var app = await builder.StartAsync();
        app.Now("manual").State!.Text.ShouldBe(KnownResourceStates.NotStarted);
        await app.ReachAsync("service", KnownResourceStates.Waiting);

        (await app.CommandAsync("manual", KnownResourceCommands.StartCommand)).Success.ShouldBeTrue();
        await app.HealthyAsync("gateway");
    }

    [Fact]
    public async Task A_custom_resource_that_tells_its_own_states_can_be_waited_for()
    {
        var up = new TaskCompletionSource();
        var builder = TestGraph.Create();
        var clock = builder
            .AddResource(new Clock("clock"))
            .OnInitializeResource(
                async (resource, initialize, token) =>
                {
                    await initialize.Notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Starting });
                    await up.Task.WaitAsync(token);
                    await initialize.Notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Running });
                }
            );
        builder.AddSleeper("service").WaitFor(clock);
        await using var app = await builder.BuildAsync();
        var start = app.StartAsync();
        await app.ReachAsync("clock", KnownResourceStates.Starting);
        await app.ReachAsync("service", KnownResourceStates.Waiting);
        up.SetResult();
        await app.HealthyAsync("service");
        await start.WaitAsync(TestGraph.Patience);
    }

    [Fact]
    public async Task Connection_strings_and_external_services_can_be_waited_for()
    {
        var builder = TestGraph.Create();
        var text = builder.AddConnectionString("text", ReferenceExpression.Create($"Server=here"));
        var outside = builder.AddExternalService("outside", "http://example.test/");
        builder.AddSleeper("service").WaitFor(text).WaitFor(outside);
        await using var app = await builder.StartAsync();
        await app.HealthyAsync("service");
    }

    private sealed class Clock(string name) : Resource(name);
}
