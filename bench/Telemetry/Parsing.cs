using System.Diagnostics;
using System.Globalization;
using Dashboard.Tests.Otlp.Wire;
using Platform.Dashboard.Store;

namespace TelemetryBench;

/// <summary>Reading alone, on one core and without a network: the store that keeps bytes and makes rows, beside Google.Protobuf making objects.</summary>
internal static class Parsing
{
    private const int Batch = 512;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    public static void Run()
    {
        var payloads = new Payloads(0, 24, Batch);
        var store = new SpanStore(new TelemetryTables(), 256L << 20, TimeProvider.System);
        var google = Measure(() => ExportTraceServiceRequest.Parser.ParseFrom(payloads.Next()));
        var ours = Measure(() => store.Accept(payloads.Next()));
        Console.WriteLine("| one core, no network | spans/s | ratio |");
        Console.WriteLine("|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| Google.Protobuf, objects made and dropped | {google:N0} | 1 |"));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"| the store: checked, kept, indexed | {ours:N0} | {ours / google:N1} |")
        );
    }

    private static double Measure(Action once)
    {
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < Duration / 3; )
        {
            once();
        }
        var spans = 0L;
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed < Duration; spans += Batch)
        {
            once();
        }
        return spans / watch.Elapsed.TotalSeconds;
    }
}
