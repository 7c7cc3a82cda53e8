using System.Diagnostics;
using Aspire.Hosting.Run.Unix;
using static Orchestration.Tests.Launch.Children;

namespace Orchestration.Tests.Launch;

public class GuardTests
{
    [Fact]
    public async Task Kill_9_of_the_host_leaves_nothing()
    {
        string[] scripts =
        [
            "exec sleep 300",
            "trap '' TERM; while :; do sleep 0.1; done",
            "sleep 300 & setsid sleep 300 & (setsid sleep 300 &); wait",
            "sleep 300 & exit 1",
        ];
        using var host = new TestHost(["run", .. scripts]);
        var guard = await host.ReadNumberAsync();
        var children = new List<int>();
        foreach (var _ in scripts)
        {
            children.Add(await host.ReadNumberAsync());
        }

        children.SkipLast(1).ShouldAllBe(child => Lives(child));

        var run = MarkerOf(guard, host.Id);
        host.Kill();
        await EndAsync(guard);
        LeftOf(run).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_killed_while_it_starts_children_leaves_nothing()
    {
        using var host = new TestHost("storm");
        var guard = await host.ReadNumberAsync();
        var run = MarkerOf(guard, host.Id);
        host.Kill();
        await EndAsync(guard);
        LeftOf(run).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_guard_that_was_killed_is_replaced_and_knows_what_runs()
    {
        using var host = new TestHost("run", "exec sleep 300");
        var first = await host.ReadNumberAsync();
        var child = await host.ReadNumberAsync();
        var run = MarkerOf(first, host.Id);

        Process.GetProcessById(first).Kill();
        var second = await host.ReadNumberAsync();
        host.Kill();
        await EndAsync(second);
        Lives(child).ShouldBeFalse();
        LeftOf(run).ShouldBeEmpty();
    }

    // The host's identity is the guard's last argument.
    private static string MarkerOf(int guard, int host)
    {
        ProcessTable.Find(guard)!.Value.Parent.ShouldBe(host);
        return File.ReadAllText($"/proc/{guard}/cmdline").TrimEnd('\0').Split('\0')[^1];
    }

    private static IEnumerable<ProcessEntry> LeftOf(string host) =>
        ProcessTable.Read().Where(entry => entry.Lives && entry.Run?.StartsWith(host + ".", StringComparison.Ordinal) == true);
}
