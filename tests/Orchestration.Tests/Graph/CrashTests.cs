using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orchestration.Tests.Graph;

public class CrashTests
{
    [Fact]
    public async Task Who_waits_for_a_resource_that_crashes_sees_exit_code_state_and_its_last_lines()
    {
        var builder = TestGraph.Create();
        builder.AddShell("crash", "seq -f 'line %g' 40; echo boom >&2; exit 7").WithCheck(() => HealthCheckResult.Unhealthy());
        await using var app = await builder.StartAsync();

        var failure = await Should.ThrowAsync<DistributedApplicationException>(() => app.HealthyAsync("crash"));
        failure.Message.ShouldContain("'crash'");
        failure.Message.ShouldContain("Finished");
        failure.Message.ShouldContain("exit code 7");
        failure.Message.ShouldContain("boom");
        failure.Message.ShouldContain("line 40");
        failure.Message.ShouldNotContain("line 1\n");
        app.Now("crash").ExitCode.ShouldBe(7);
        app.Now("crash").StopTimeStamp.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("kill -KILL $$", 137)]
    public async Task What_ends_by_itself_is_Finished(string script, int exitCode)
    {
        var builder = TestGraph.Create();
        builder.AddShell("job", script);
        await using var app = await builder.StartAsync();
        (await app.ReachAsync("job", KnownResourceStates.Finished)).Snapshot.ExitCode.ShouldBe(exitCode);
    }

    [Fact]
    public async Task The_end_is_told_after_the_last_line_was_read()
    {
        var builder = TestGraph.Create();
        builder.AddShell("job", "seq 20000; echo last");
        await using var app = await builder.StartAsync();
        await app.ReachAsync("job", KnownResourceStates.Finished);
        app.LogOf("job").ShouldEndWith("last");
    }

    [Fact]
    public async Task A_missing_program_fails_alone_and_says_what_was_tried()
    {
        var builder = TestGraph.Create();
        builder.AddExecutable("missing", "no-such-program-here", "/");
        builder.AddSleeper("other");
        await using var app = await builder.StartAsync();
        await app.ReachAsync("missing", KnownResourceStates.FailedToStart);
        app.LogOf("missing").ShouldContain("no such program in PATH");
        app.Now("other").State!.Text.ShouldBe(KnownResourceStates.Running);
        (await Should.ThrowAsync<DistributedApplicationException>(() => app.HealthyAsync("missing"))).Message.ShouldContain(
            "failed to start"
        );
    }

    [Fact]
    public async Task What_a_crashed_resource_left_behind_is_ended()
    {
        var builder = TestGraph.Create();
        builder.AddShell("crash", "sleep 300 & echo left $!; exit 1");
        await using var app = await builder.StartAsync();
        var left = int.Parse((await app.LineAsync("crash", "left "))[5..]);
        await app.ReachAsync("crash", KnownResourceStates.Finished);
        Launch.Children.Lives(left).ShouldBeFalse();
    }

    [Fact]
    public async Task A_hanging_resource_keeps_only_its_dependents_waiting()
    {
        var builder = TestGraph.Create();
        var hangs = builder.AddSleeper("hangs").WithCheck(() => HealthCheckResult.Unhealthy("not yet"));
        var waits = builder.AddSleeper("waits").WaitFor(hangs);
        builder.AddSleeper("free");
        await using var app = await builder.BuildAsync();
        var start = app.StartAsync();
        await app.HealthyAsync("free");
        await app.ReachAsync("waits", KnownResourceStates.Waiting);
        start.IsCompleted.ShouldBeFalse();
        await app.DisposeAsync().AsTask().WaitAsync(TestGraph.Patience);
        await Should.ThrowAsync<OperationCanceledException>(start).WaitAsync(TestGraph.Patience);
    }
}
