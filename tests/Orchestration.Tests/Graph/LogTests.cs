using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orchestration.Tests.Graph;

public class LogTests
{
    [Fact]
    public async Task A_hundred_megabytes_neither_block_the_resource_nor_lose_a_line()
    {
        const long Bytes = 100_000_000;
        var builder = TestGraph.Create();
        var directory = Path.Combine(builder.Configuration["Platform:StateDirectory"]!, builder.Configuration["Platform:Instance"]!);
        // Lines of 100 bytes, numbered.
        builder.AddShell("flood", $"seq -f '%099.0f' {Bytes / 100}; exit 9");
        await using var app = await builder.StartAsync();
        (await app.ReachAsync("flood", KnownResourceStates.Finished)).Snapshot.ExitCode.ShouldBe(9);

        new FileInfo(Path.Combine(directory, "logs", "flood.log")).Length.ShouldBe(Bytes);
        app.LogOf("flood").ShouldContain((Bytes / 100).ToString("D99", CultureInfo.InvariantCulture));
        long expected = 0;
        foreach (var line in File.ReadLines(Path.Combine(directory, "logs", "flood.log")))
        {
            long.Parse(line, CultureInfo.InvariantCulture).ShouldBe(++expected);
        }
        expected.ShouldBe(Bytes / 100);
    }

    [Fact]
    public async Task Who_watches_gets_the_backlog_then_each_line_until_the_log_is_complete()
    {
        var builder = TestGraph.Create();
        builder.AddShell("service", "echo to standard output; echo to standard error >&2; exec sleep 300");
        await using var app = await builder.StartAsync();
        await app.LineAsync("service", "standard output");
        await app.LineAsync("service", "standard error");
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();

        var reader = ReadAsync();
        logs.GetLogger("service").LogInformation("from the {Who}", "host");
        await app.LineAsync("service", "from the host");
        logs.Complete("service");
        var lines = await reader.WaitAsync(TestGraph.Patience);
        lines.Count.ShouldBe(3);
        lines.Select(line => line.LineNumber).ShouldBe([1, 2, 3]);
        lines.Single(line => line.Content.EndsWith("standard error", StringComparison.Ordinal)).IsErrorMessage.ShouldBeTrue();
        lines.Single(line => line.Content.EndsWith("standard output", StringComparison.Ordinal)).IsErrorMessage.ShouldBeFalse();
        foreach (var line in lines)
        {
            var time = line.Content.Split(' ')[0];
            time.ShouldEndWith("Z");
            DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
        }

        async Task<List<LogLine>> ReadAsync()
        {
            var all = new List<LogLine>();
            await foreach (var batch in logs.WatchAsync("service"))
            {
                all.AddRange(batch);
            }
            return all;
        }
    }

    [Fact]
    public async Task GetAll_gives_what_there_is_and_ClearBacklog_forgets_it()
    {
        var builder = TestGraph.Create();
        var service = builder.AddShell("service", "echo hello; exec sleep 300");
        await using var app = await builder.StartAsync();
        await app.LineAsync("service", "hello");
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        (await AllAsync()).ShouldHaveSingleItem().ShouldEndWith(" hello");
        logs.ClearBacklog("service");
        (await AllAsync()).ShouldBeEmpty();

        async Task<List<string>> AllAsync()
        {
            var all = new List<string>();
            await foreach (var batch in logs.GetAllAsync(service.Resource))
            {
                all.AddRange(batch.Select(line => line.Content));
            }
            return all;
        }
    }
}
