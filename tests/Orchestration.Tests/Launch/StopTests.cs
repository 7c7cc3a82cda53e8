using Platform.Hosting;
using static Orchestration.Tests.Launch.Children;

namespace Orchestration.Tests.Launch;

public class StopTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task The_plans_signal_is_what_the_child_gets()
    {
        await using var run = await StartAsync(
            Sh("trap 'echo int; exit 7' INT; echo ready; while :; do sleep 0.1; done", new StopPlan(StopSignal.Interrupt, false, Hour))
        );
        (await ReadLineAsync(run.Output)).ShouldBe("ready");
        await run.StopAsync().WaitAsync(Patience);
        (await run.Completion).ShouldBe(7);
        (await ReadLineAsync(run.Output)).ShouldBe("int");
    }

    [Fact]
    public async Task One_that_ignores_SIGTERM_is_killed_after_its_grace()
    {
        var plan = new StopPlan(StopSignal.Terminate, false, TimeSpan.FromMilliseconds(200));
        await using var run = await StartAsync(Sh("trap '' TERM; echo ready; while :; do sleep 0.1; done", plan));
        await ReadLineAsync(run.Output);
        await run.StopAsync().WaitAsync(Patience);
        (await run.Completion).ShouldBe(137);
    }

    [Fact]
    public async Task A_second_stop_kills_at_once()
    {
        await using var run = await StartAsync(Stubborn());
        await ReadLineAsync(run.Output);
        var first = run.StopAsync();
        await run.StopAsync().WaitAsync(Patience);
        await first.WaitAsync(Patience);
        (await run.Completion).ShouldBe(137);
    }

    [Fact]
    public async Task A_cancelled_token_kills_at_once()
    {
        await using var run = await StartAsync(Stubborn());
        await ReadLineAsync(run.Output);
        using var hurry = new CancellationTokenSource();
        var stop = run.StopAsync(hurry.Token);
        await hurry.CancelAsync();
        await stop.WaitAsync(Patience);
        (await run.Completion).ShouldBe(137);
    }

    [Fact]
    public async Task Grandchildren_end_too_those_in_another_session_and_those_that_ignore_signals_included()
    {
        var script = """
            sh -c 'trap "" TERM; echo $$; while :; do sleep 0.1; done' &
            setsid sh -c 'echo $$; exec sleep 300' &
            (setsid sh -c 'echo $$; exec sleep 300' &)
            sleep 300
            """;
        await using var run = await StartAsync(Sh(script));
        int[] grandchildren =
        [
            int.Parse(await ReadLineAsync(run.Output)),
            int.Parse(await ReadLineAsync(run.Output)),
            int.Parse(await ReadLineAsync(run.Output)),
        ];
        grandchildren.ShouldAllBe(pid => Lives(pid));

        await run.StopAsync().WaitAsync(Patience);
        grandchildren.ShouldAllBe(pid => !Lives(pid));
        (await ReadAllAsync(run.Output)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_crashed_child_left_behind_is_ended_by_stop()
    {
        await using var run = await StartAsync(Sh("sleep 300 & echo $!; exit 9"));
        var left = int.Parse(await ReadLineAsync(run.Output));
        (await run.Completion.WaitAsync(Patience)).ShouldBe(9);
        Lives(left).ShouldBeTrue();

        await run.StopAsync().WaitAsync(Patience);
        Lives(left).ShouldBeFalse();
        (await run.Completion).ShouldBe(9);
    }

    [Fact]
    public async Task Whole_session_signals_every_process_of_it()
    {
        var plan = new StopPlan(StopSignal.Terminate, WholeSession: true, Hour);
        await using var run = await StartAsync(
            Sh("sh -c 'trap \"echo asked; exit\" TERM; echo ready; while :; do sleep 0.1; done' & wait", plan)
        );
        (await ReadLineAsync(run.Output)).ShouldBe("ready");
        await run.StopAsync().WaitAsync(Patience);
        (await ReadAllAsync(run.Output)).ShouldBe("asked\n");
    }

    [Fact]
    public async Task Disposal_ends_a_running_child_and_may_be_repeated()
    {
        var run = await StartAsync(Stubborn());
        await ReadLineAsync(run.Output);
        await run.DisposeAsync();
        await run.DisposeAsync();
        Lives(run.ProcessId!.Value).ShouldBeFalse();
    }

    private static LaunchSpec Stubborn() =>
        Sh("trap '' TERM; echo ready; while :; do sleep 0.1; done", new StopPlan(StopSignal.Terminate, false, Hour));
}
