using System.IO.Pipelines;
using System.Text;
using Aspire.Hosting.Run.Logs;
using Orchestration.Tests.Launch;

namespace Orchestration.Tests.Logs;

public sealed class LogStoreTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("logs").FullName, "deep", "child.log");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(path))!, recursive: true);

    [Fact]
    public async Task A_flood_of_100_MB_neither_blocks_the_child_nor_loses_a_line()
    {
        using var store = new LogStore(path);
        var script =
            "seq -f '%09.0f the quick brown fox jumps over the lazy dog, again and again, until the line is long enough..' 1 1050000";
        await using var run = await Children.StartAsync(Children.Sh(script));
        var pump = store.PumpAsync(run.Output, run.Error);
        (await run.Completion.WaitAsync(Children.Patience)).ShouldBe(0);
        await pump.WaitAsync(Children.Patience);

        store.Count.ShouldBe(1_050_000);
        new FileInfo(path).Length.ShouldBeGreaterThan(100_000_000);
        var expected = 0;
        await foreach (var line in File.ReadLinesAsync(path))
        {
            int.Parse(line.AsSpan(0, 9)).ShouldBe(++expected);
        }

        store.Tail(int.MaxValue).Count.ShouldBeLessThanOrEqualTo(10_000);
        store.Tail(2).Select(line => line.Text[..9]).ShouldBe(["001049999", "001050000"]);
    }

    [Fact]
    public async Task A_reader_slower_than_the_flood_misses_nothing_and_sees_nothing_twice()
    {
        using var store = new LogStore(path, new LogLimits(Lines: 100));
        await using var run = await Children.StartAsync(Children.Sh("seq 1 200000"));
        store.Write("0");
        await using var reader = store.ReadAsync().GetAsyncEnumerator();
        (await reader.MoveNextAsync()).ShouldBeTrue();
        reader.Current.ShouldHaveSingleItem().Text.ShouldBe("0");

        await store.PumpAsync(run.Output, run.Error).WaitAsync(Children.Patience);
        store.Complete();
        var expected = 0;
        while (await reader.MoveNextAsync())
        {
            foreach (var line in reader.Current)
            {
                line.Text.ShouldBe((++expected).ToString());
                line.Number.ShouldBe(expected + 1);
            }
        }

        expected.ShouldBe(200_000);
    }

    [Fact]
    public async Task A_follower_gets_the_backlog_then_each_line_as_it_comes()
    {
        using var store = new LogStore(path);
        store.Write("one");
        await using var reader = store.ReadAsync().GetAsyncEnumerator();
        (await reader.MoveNextAsync()).ShouldBeTrue();
        reader.Current.Single().Text.ShouldBe("one");

        var next = reader.MoveNextAsync();
        next.IsCompleted.ShouldBeFalse();
        store.Write("two", isError: true);
        (await next).ShouldBeTrue();
        reader.Current.Single().ShouldSatisfyAllConditions(line => line.Text.ShouldBe("two"), line => line.IsError.ShouldBeTrue());

        store.Complete();
        (await reader.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Lines_and_characters_split_across_reads_come_out_whole()
    {
        using var store = new LogStore(path);
        var bytes = Encoding.UTF8.GetBytes("한글 🛒 first\r\n\n\e[31mred\e[0m\nlast without end");
        var pipe = new Pipe();
        var pump = store.PumpAsync(pipe.Reader.AsStream(), Stream.Null);
        foreach (var one in bytes)
        {
            await pipe.Writer.WriteAsync(new[] { one });
        }

        await pipe.Writer.CompleteAsync();
        await pump.WaitAsync(Children.Patience);
        string[] expected = ["한글 🛒 first", "", "\e[31mred\e[0m", "last without end"];
        store.Tail(10).Select(line => line.Text).ShouldBe(expected);
        (await File.ReadAllTextAsync(path)).ShouldBe(string.Join('\n', expected) + "\n");
    }

    [Fact]
    public async Task Overlong_lines_are_split_between_characters()
    {
        using var store = new LogStore(path, new LogLimits(LineBytes: 1000));
        var text = string.Concat(Enumerable.Repeat("가", 5000));
        await store.PumpAsync(new MemoryStream(Encoding.UTF8.GetBytes(text + "\nnext\n")), Stream.Null);
        var lines = store.Tail(100);
        lines.ShouldAllBe(line => line.Utf8.Length <= 1000 && !line.Text.Contains('\uFFFD'));
        string.Concat(lines.SkipLast(1).Select(line => line.Text)).ShouldBe(text);
        lines[^1].Text.ShouldBe("next");
    }

    [Fact]
    public async Task Memory_is_bounded_by_bytes_too()
    {
        using var store = new LogStore(path, new LogLimits(Bytes: 100_000));
        var line = new string('x', 999) + "\n";
        await store.PumpAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 1000)))), Stream.Null);
        store.Count.ShouldBe(1000);
        store.Tail(int.MaxValue).Count.ShouldBe(100);
    }

    [Fact]
    public async Task Errors_are_flagged_and_both_streams_share_the_numbers()
    {
        using var store = new LogStore(path);
        await using var run = await Children.StartAsync(Children.Sh("echo out; echo err >&2"));
        await store.PumpAsync(run.Output, run.Error).WaitAsync(Children.Patience);
        var lines = store.Tail(10);
        lines.Select(line => line.Number).ShouldBe([1, 2]);
        lines.Single(line => line.IsError).Text.ShouldBe("err");
        lines.Single(line => !line.IsError).Text.ShouldBe("out");
    }

    [Fact]
    public void The_previous_hosts_file_is_kept_beside_the_new_one()
    {
        using (var before = new LogStore(path))
        {
            before.Write("before");
        }

        using var store = new LogStore(path);
        store.Write("now");
        File.ReadAllText(path + ".1").ShouldBe("before\n");
        File.ReadAllText(path).ShouldBe("now\n");
    }
}
