using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using static Orchestration.Tests.Launch.Children;

namespace Orchestration.Tests.Graph;

public class StopOrderTests
{
    private const string Stubborn = "trap '' TERM INT; echo ready; while :; do sleep 0.1; done";

    [Fact]
    public async Task Dependents_stop_before_what_they_need()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "order");
        var builder = TestGraph.Create();
        var database = builder.AddShell("database", Traced("database"));
        var service = builder.AddShell("service", Traced("service")).WaitFor(database);
        builder.AddShell("gateway", Traced("gateway")).WithReferenceRelationship(service);
        await using var app = await builder.StartAsync();
        foreach (var name in new[] { "database", "service", "gateway" })
        {
            await app.LineAsync(name, "ready");
        }
        await app.StopAsync().WaitAsync(TestGraph.Patience);
        (await File.ReadAllLinesAsync(file)).ShouldBe(["gateway", "service", "database"]);

        string Traced(string name) => $"trap 'echo {name} >> {file}; exit 0' TERM; echo ready; while :; do sleep 0.05; done";
    }

    [Fact]
    public async Task One_that_ignores_SIGTERM_holds_up_only_what_it_needs_and_is_killed_at_the_end_of_its_grace()
    {
        var stopped = new ConcurrentDictionary<string, TaskCompletionSource<ResourceEvent>>();
        var builder = TestGraph.Create();
        var needed = builder.AddSleeper("needed");
        var stubborn = builder.AddShell("stubborn", Stubborn).WaitFor(needed);
        var database = builder.AddSleeper("database");
        var service = builder.AddSleeper("service").WaitFor(database);
        foreach (var resource in new[] { needed, stubborn, database, service })
        {
            var told = stopped[resource.Resource.Name] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            resource.OnResourceStopped(
                (_, @event, _) =>
                {
                    told.TrySetResult(@event.ResourceEvent);
                    return Task.CompletedTask;
                }
            );
        }
        await using var app = await builder.StartAsync();
        await app.LineAsync("stubborn", "ready");

        using var grace = new CancellationTokenSource();
        var stop = app.StopAsync(grace.Token);
        await stopped["service"].Task.WaitAsync(TestGraph.Patience);
        await stopped["database"].Task.WaitAsync(TestGraph.Patience);
        stop.IsCompleted.ShouldBeFalse();
        app.Now("stubborn").State!.Text.ShouldBe(KnownResourceStates.Stopping);
        app.Now("needed").State!.Text.ShouldBe(KnownResourceStates.Running);

        await grace.CancelAsync();
        (await stopped["stubborn"].Task.WaitAsync(TestGraph.Patience)).Snapshot.ExitCode.ShouldBe(137);
        await stopped["needed"].Task.WaitAsync(TestGraph.Patience);
        await stop.WaitAsync(TestGraph.Patience);
    }

    [Fact]
    public async Task Disposal_leaves_no_grandchild()
    {
        var builder = TestGraph.Create();
        builder.AddShell("family", "sleep 300 & echo child $!; setsid sh -c 'echo child $$; exec sleep 300' & echo all; wait");
        var app = await builder.StartAsync();
        await app.LineAsync("family", "all");
        await app.LineAsync("family", "child");
        int[] pids = [app.ProcessIdOf("family"), int.Parse((await app.LineAsync("family", "child "))[6..])];
        await app.DisposeAsync().AsTask().WaitAsync(TestGraph.Patience);
        pids.ShouldAllBe(pid => !Lives(pid));
    }

    [Fact]
    public async Task Disposal_without_stop_ends_even_a_stubborn_resource()
    {
        var builder = TestGraph.Create();
        builder.AddShell("stubborn", Stubborn);
        var app = await builder.StartAsync();
        await app.LineAsync("stubborn", "ready");
        var pid = app.ProcessIdOf("stubborn");
        await app.DisposeAsync().AsTask().WaitAsync(TestGraph.Patience);
        Lives(pid).ShouldBeFalse();
    }

    [Fact]
    public async Task A_hundred_resources_start_and_stop()
    {
        var builder = TestGraph.Create();
        var first = builder.AddSleeper("r0");
        for (var i = 1; i < 100; i++)
        {
            builder.AddSleeper($"r{i}").WaitForStart(first);
        }
        var app = await builder.StartAsync();
        var pids = Enumerable.Range(0, 100).Select(i => app.ProcessIdOf($"r{i}")).ToList();
        pids.ShouldAllBe(pid => Lives(pid));
        await app.DisposeAsync().AsTask().WaitAsync(TestGraph.Patience);
        pids.ShouldAllBe(pid => !Lives(pid));
    }
}
