using Platform.Engines.Host;
using Platform.Engines.Host.Runs;
using Platform.Hosting;

namespace Engines.Tests.Host;

public sealed class EngineProcessTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Sandbox _sandbox = new();
    private readonly StubEngine _engine = new();
    private readonly EngineProcess _process = new();
    private readonly ServerLauncher _launcher;

    public EngineProcessTests() => _launcher = new ServerLauncher(_engine);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Engines_that_start_at_once_share_one_process_which_ends_with_the_last()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => StartAsync($"engine{i}")));

        _launcher.Launched.Count.ShouldBe(1);
        runs.ShouldAllBe(run => run.ProcessId == 4711);
        foreach (var run in runs[..4])
        {
            await run.StopAsync(Cancelled).WaitAsync(s_patience, Cancelled);
            (await run.Completion).ShouldBe(0);
        }

        _launcher.Launched[0].Completion.IsCompleted.ShouldBeFalse();
        runs[4].Completion.IsCompleted.ShouldBeFalse();
        await runs[4].StopAsync(Cancelled).WaitAsync(s_patience, Cancelled);
        _launcher.Launched[0].Completion.IsCompleted.ShouldBeTrue();
        _engine.Happened.Count(what => what.StartsWith("stop")).ShouldBe(5);
    }

    [Fact]
    public async Task An_engine_is_started_with_all_it_was_given_and_its_log_comes_back()
    {
        var run = await StartAsync("kafka");
        await run.StopAsync(Cancelled).WaitAsync(s_patience, Cancelled);

        _engine.Happened[0].ShouldBe("start kafka 1 orders 1");
        (await ReadAsync(run.Output)).ShouldBe("kafka starts\n");
        (await ReadAsync(run.Error)).ShouldBe("kafka complains\nof two things\n");
    }

    [Fact]
    public async Task An_engine_that_stops_leaves_its_neighbour_alone_and_starts_again_in_the_same_process()
    {
        var (first, second) = (await StartAsync("first"), await StartAsync("second"));
        await first.StopAsync(Cancelled).WaitAsync(s_patience, Cancelled);
        var again = await StartAsync("first");

        _launcher.Launched.Count.ShouldBe(1);
        second.Completion.IsCompleted.ShouldBeFalse();
        await Task.WhenAll(second.StopAsync(Cancelled), again.StopAsync(Cancelled)).WaitAsync(s_patience, Cancelled);
    }

    [Fact]
    public async Task A_start_that_fails_says_why_and_leaves_no_process_behind()
    {
        var failure = await Should.ThrowAsync<EngineException>(() => StartAsync("fails"));

        failure.Message.ShouldBe("fails: port 1 is taken");
        _launcher.Launched[0].Completion.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_crash_of_the_process_ends_all_its_engines_with_its_exit_code_and_last_words_and_the_next_start_launches_another()
    {
        var runs = await Task.WhenAll(StartAsync("first"), StartAsync("second"));
        _launcher.Launched[0].Crash(134);

        foreach (var run in runs)
        {
            // The stub says good-bye, which a process that crashes does not: both are an end.
            await run.Completion.WaitAsync(s_patience, Cancelled);
            (await ReadAsync(run.Error)).ShouldContain("Unhandled exception: boom");
        }

        var again = await StartAsync("first");
        _launcher.Launched.Count.ShouldBe(2);
        foreach (var run in runs.Append(again))
        {
            await run.StopAsync(Cancelled).WaitAsync(s_patience, Cancelled);
            await run.DisposeAsync();
        }

        _launcher.Launched[1].Completion.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_leaves_a_crashed_process_late_does_not_cut_the_next_one_off()
    {
        var runs = await Task.WhenAll(StartAsync("first"), StartAsync("second"));
        _launcher.Launched[0].Crash(134);
        await Task.WhenAll(runs.Select(run => run.Completion)).WaitAsync(s_patience, Cancelled);
        await _launcher.Launched[0].Completion.WaitAsync(s_patience, Cancelled);

        var again = await StartAsync("first");
        foreach (var run in runs)
        {
            await run.StopAsync(Cancelled).WaitAsync(s_patience, Cancelled);
            await run.DisposeAsync();
        }
        var other = await StartAsync("second");

        _launcher.Launched.Count.ShouldBe(2);
        await Task.WhenAll(again.StopAsync(Cancelled), other.StopAsync(Cancelled)).WaitAsync(s_patience, Cancelled);
    }

    [Fact]
    public async Task A_snapshot_is_taken_by_the_engine_and_its_failure_comes_back()
    {
        await using var run = await StartAsync("kafka");

        await run.SnapshotAsync("/there", Cancelled).WaitAsync(s_patience, Cancelled);
        var failure = await Should.ThrowAsync<EngineException>(() =>
            run.SnapshotAsync("/full", Cancelled).WaitAsync(s_patience, Cancelled)
        );

        _engine.Happened.ShouldContain("snapshot kafka /there");
        failure.Message.ShouldBe("kafka: No space left");
    }

    [Fact]
    public async Task A_start_that_is_given_up_is_given_up_in_the_process_too()
    {
        using var giveUp = new CancellationTokenSource();
        await using var neighbour = await StartAsync("neighbour");
        var start = _process.StartAsync(_launcher, _sandbox.Root, StubEngine.Start("never"), giveUp.Token);
        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => start.WaitAsync(s_patience, Cancelled));
        neighbour.Completion.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task An_engine_that_hangs_is_left_behind_in_a_hurry_and_its_process_killed_once_no_other_needs_it()
    {
        var (hangs, neighbour) = (await StartAsync("hangs"), await StartAsync("neighbour"));

        await hangs.StopAsync(new CancellationToken(canceled: true)).WaitAsync(s_patience, Cancelled);
        (await hangs.Completion).ShouldBe(137);
        neighbour.Completion.IsCompleted.ShouldBeFalse();
        _launcher.Launched[0].Completion.IsCompleted.ShouldBeFalse();

        await neighbour.StopAsync(new CancellationToken(canceled: true)).WaitAsync(s_patience, Cancelled);
        (await _launcher.Launched[0].Completion).ShouldBe(137);
    }

    [Fact]
    public async Task An_engine_that_does_not_stop_in_its_grace_is_ended_with_the_process_and_its_log_says_so()
    {
        var process = new EngineProcess { Grace = TimeSpan.FromMilliseconds(100) };
        var hangs = await process
            .StartAsync(_launcher, _sandbox.Root, StubEngine.Start("hangs"), Cancelled)
            .WaitAsync(s_patience, Cancelled);

        await hangs.StopAsync(Cancelled).WaitAsync(s_patience, Cancelled);

        (await hangs.Completion).ShouldBe(137);
        (await ReadAsync(hangs.Error)).ShouldContain("'hangs' did not stop within 0.1 s");
    }

    public void Dispose() => _sandbox.Dispose();

    private Task<IEngineRun> StartAsync(string resource) =>
        _process.StartAsync(_launcher, _sandbox.Root, StubEngine.Start(resource), Cancelled).WaitAsync(s_patience, Cancelled);

    private static Task<string> ReadAsync(Stream stream) =>
        new StreamReader(stream).ReadToEndAsync(Cancelled).WaitAsync(s_patience, Cancelled);
}
