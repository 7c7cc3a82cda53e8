using System.Diagnostics;
using Platform.Dashboard.Store;

namespace TelemetryBench;

/// <summary>How fast the store takes spans in, without a network.</summary>
internal static class Take
{
    public static void Run(int seconds, int megabytes)
    {
        var tables = new TelemetryTables();
        var spans = new SpanStore(tables, (long)megabytes << 20, TimeProvider.System);
        var traffic = new Traffic();
        var clock = Stopwatch.StartNew();
        var sent = 0L;
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            spans.Accept(traffic.Next(DateTimeOffset.UtcNow.ToUnixNanoseconds()));
            sent += Traffic.SpansOfRequest;
        }
        process.Refresh();
        Console.WriteLine(
            $"{sent / clock.Elapsed.TotalSeconds:N0} spans a second; {(process.TotalProcessorTime - cpu).TotalMicroseconds / sent:0.00} µs of CPU each; {GC.CollectionCount(2)} full collections, paused {GC.GetTotalPauseDuration().TotalMilliseconds:0} ms of {clock.ElapsedMilliseconds}"
        );
    }
}
