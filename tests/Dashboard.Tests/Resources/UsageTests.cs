using System.Diagnostics;
using Platform.Dashboard.Live;
using Platform.Dashboard.Resources;

namespace Dashboard.Tests.Resources;

public class UsageTests
{
    [Fact]
    public async Task A_process_and_its_children_are_measured_while_somebody_looks()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "CPU and memory are read from /proc: not proved on this system.");
        using var busy = Process.Start(new ProcessStartInfo("sh", ["-c", "(while :; do :; done) & wait"]))!;
        try
        {
            await using var graph = await WatchedGraph.StartAsync();
            await graph.SayAsync(new ResourceSnapshot("busy", "busy", "Executable") { State = "Running", ProcessId = busy.Id });
            var usage = await graph.UntilAsync(Topic.Resources, () => UsageAsync(graph), usage => usage is { Cpu: > 0 });
            usage!.Processes.ShouldBe(2);
            usage.Cpu.ShouldBeLessThan(1.5, "one loop takes one core");
            usage.Memory.ShouldBeInRange(100_000, 100_000_000);
        }
        finally
        {
            busy.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public void Shared_memory_counts_once()
    {
        var series = new UsageSeries(10);
        var now = DateTimeOffset.UnixEpoch;
        series.Add([Sample(1, 0), Sample(2, 0)], now);
        series.Newest.ShouldBeNull("CPU needs two samples");
        series.Add([Sample(1, 1), Sample(2, 2), Sample(3, 9)], now.AddSeconds(2));
        series.Newest.ShouldBe(new ResourceUsage(1.5, (3 * 10) + 100, 3, now.AddSeconds(2)));

        static ProcessSample Sample(int id, int seconds) => new(id, TimeSpan.FromSeconds(seconds), 10, 100);
    }

    private static async Task<ResourceUsage?> UsageAsync(WatchedGraph graph) =>
        (await graph.GetAsync("/api/resources", ResourcesJson.Default.ResourceList)).Items.Single().Usage;
}
