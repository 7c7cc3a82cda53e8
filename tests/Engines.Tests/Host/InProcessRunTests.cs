using Microsoft.Extensions.Logging;
using Platform.Engines.Host.Logs;
using Platform.Engines.Host.Runs;

namespace Engines.Tests.Host;

public sealed class InProcessRunTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_engine_in_this_process_is_a_run_like_any_other()
    {
        var engine = new StubEngine();
        await using var run = await InProcessRun.StartAsync(StubEngine.Start("kafka"), engine.StartAsync, Cancelled);
        run.ProcessId.ShouldBeNull();
        run.Completion.IsCompleted.ShouldBeFalse();
        await run.SnapshotAsync("/there", Cancelled);

        await Task.WhenAll(run.StopAsync(Cancelled), run.StopAsync(new CancellationToken(canceled: true)));

        (await run.Completion).ShouldBe(0);
        engine.Happened.ShouldBe(["start kafka 1 orders 1", "snapshot kafka /there", "stop kafka"]);
        (await new StreamReader(run.Output).ReadToEndAsync(Cancelled)).ShouldBe("kafka starts\n");
        (await new StreamReader(run.Error).ReadToEndAsync(Cancelled)).ShouldContain("kafka complains");
    }

    [Fact]
    public async Task A_log_that_nobody_reads_neither_blocks_the_engine_nor_grows_without_end()
    {
        var log = new RunLog();
        var line = new string('x', 1000);
        await Task.Run(() => WriteMany(10_000), Cancelled).WaitAsync(s_patience, Cancelled);

        var reader = new StreamReader(log.Output);
        for (var i = 0; i < 1000; i++)
        {
            (await reader.ReadLineAsync(Cancelled)).ShouldBe(line);
        }

        WriteMany(1);
        log.Complete();
        var rest = await reader.ReadToEndAsync(Cancelled).WaitAsync(s_patience, Cancelled);
        rest.ShouldContain("lines were left out");
        rest.Length.ShouldBeLessThan(1_000_000);

        void WriteMany(int count)
        {
            for (var i = 0; i < count; i++)
            {
                log.Write(LogLevel.Information, line);
            }
        }
    }
}
