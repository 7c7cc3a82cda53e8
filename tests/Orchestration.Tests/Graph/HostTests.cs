using System.Diagnostics;
using Orchestration.Tests.Launch;
using static Orchestration.Tests.Launch.Children;

namespace Orchestration.Tests.Graph;

/// <summary>A host in a process of its own, which is interrupted and killed.</summary>
public class HostTests
{
    private readonly string directory = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public async Task Ctrl_C_stops_in_order_and_is_no_failure()
    {
        var order = Path.Combine(directory, "order");
        using var host = new TestHost("graph", directory, Traced("database"), Traced("service"));
        int[] pids = [await PidAsync(host), await PidAsync(host)];
        host.Interrupt();
        var (exitCode, _, error) = await host.EndAsync();
        exitCode.ShouldBe(0, error);
        (await File.ReadAllLinesAsync(order)).ShouldBe(["service", "database"]);
        pids.ShouldAllBe(pid => !Lives(pid));
        File.Exists(Path.Combine(directory, "host", "host.pid")).ShouldBeFalse();

        string Traced(string name) => $"trap 'echo {name} >> {order}; exit 0' TERM; echo ready; while :; do sleep 0.05; done";
    }

    [Fact]
    public async Task Ctrl_C_twice_kills_at_once()
    {
        var pipe = Path.Combine(directory, "asked");
        await Process.Start("mkfifo", [pipe]).WaitForExitAsync();
        using var host = new TestHost("graph", directory, $"trap 'echo asked > {pipe}' TERM; echo ready; while :; do sleep 0.05; done");
        var pid = await PidAsync(host);
        host.Interrupt();
        (await Task.Run(() => File.ReadAllText(pipe)).WaitAsync(Patience)).ShouldBe("asked\n");
        Lives(pid).ShouldBeTrue();

        var end = host.EndAsync();
        while (!end.IsCompleted)
        {
            // Until one comes late enough to be a second press.
            host.Interrupt();
        }
        var (_, output, _) = await end;
        output.ShouldContain("Asked twice to stop");
        Lives(pid).ShouldBeFalse();
    }

    [Fact]
    public async Task Kill_9_of_the_host_leaves_nothing_of_its_graph()
    {
        using var host = new TestHost("graph", directory, "sleep 300 & echo child $! ; echo ready; wait", "echo ready; exec sleep 300");
        int[] pids = [await PidAsync(host), await PidAsync(host)];
        var log = await File.ReadAllTextAsync(Path.Combine(directory, "host", "logs", "r0.log"));
        var grandchild = int.Parse(log.Split('\n')[0]["child ".Length..]);
        Lives(grandchild).ShouldBeTrue();
        host.Kill();
        foreach (var pid in pids.Append(grandchild))
        {
            await Children.EndAsync(pid);
        }
    }

    [Fact]
    public async Task A_start_that_fails_ends_what_was_started_and_the_host_with_1()
    {
        using var host = new TestHost("graph-fails", directory, "echo ready; exec sleep 300");
        var pid = await PidAsync(host);
        var (exitCode, _, error) = await host.EndAsync();
        exitCode.ShouldBe(1);
        error.ShouldContain("a subscriber failed");
        Lives(pid).ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_host_of_the_instance_ends_with_1_and_names_the_first()
    {
        using var first = new TestHost("graph", directory, "echo ready; exec sleep 300");
        var pid = await PidAsync(first);
        using var second = new TestHost("graph", directory, "echo ready; exec sleep 300");
        var (exitCode, _, error) = await second.EndAsync();
        exitCode.ShouldBe(1);
        error.ShouldContain($"already running (process {first.Id})");
        error.ShouldNotContain("   at ");
        Lives(pid).ShouldBeTrue();
    }

    private static async Task<int> PidAsync(TestHost host) => int.Parse(await host.ReadAfterAsync("pid "));
}
