using System.Diagnostics;
using Platform.Dashboard.Store;

namespace TelemetryBench;

/// <summary>Spans at a steady rate for minutes: the process's memory once the store is full, and whether a trace that failed in the first second still opens.</summary>
internal static class Soak
{
    public static int Run(int seconds, int rate, int megabytes)
    {
        var tables = new TelemetryTables();
        var spans = new SpanStore(tables, (long)megabytes << 20, TimeProvider.System);
        var traffic = new Traffic();
        var failedFirst = FirstFailure(spans, traffic);
        var clock = Stopwatch.StartNew();
        var sent = 0L;
        var busy = TimeSpan.Zero;
        var memory = new List<(double At, double Megabytes)>();
        var nextSample = 1.0;
        Console.WriteLine("| after | spans sent | kept | dropped | store | resident memory |");
        Console.WriteLine("|---|---|---|---|---|---|");
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            var due = (long)(clock.Elapsed.TotalSeconds * rate);
            if (sent >= due)
            {
                // A pause of a request's worth: this is a load at a rate, not a wait for something.
                Thread.Sleep(TimeSpan.FromSeconds((double)Traffic.SpansOfRequest / rate));
                continue;
            }
            var began = Stopwatch.GetTimestamp();
            spans.Accept(traffic.Next(DateTimeOffset.UtcNow.ToUnixNanoseconds()));
            busy += Stopwatch.GetElapsedTime(began);
            sent += Traffic.SpansOfRequest;
            if (clock.Elapsed.TotalSeconds >= nextSample)
            {
                Sample(clock.Elapsed.TotalSeconds, sent, spans, memory, print: nextSample % Math.Max(1, seconds / 9) < 1);
                nextSample += 1;
            }
        }
        return Report(spans, failedFirst, memory, seconds, sent, busy);
    }

    /// <summary>The id of the first trace that failed.</summary>
    private static UInt128 FirstFailure(SpanStore spans, Traffic traffic)
    {
        spans.Accept(traffic.Next(DateTimeOffset.UtcNow.ToUnixNanoseconds()));
        var id = default(UInt128);
        spans.Scan(
            0,
            long.MaxValue,
            (in row) =>
            {
                id = row.IsError ? row.TraceId : id;
                return true;
            }
        );
        return id;
    }

    private static void Sample(double at, long sent, SpanStore spans, List<(double At, double Megabytes)> memory, bool print)
    {
        using var process = Process.GetCurrentProcess();
        var resident = process.WorkingSet64 / 1048576.0;
        if (spans.Dropped > 0)
        {
            memory.Add((at, resident));
        }
        if (print)
        {
            Console.WriteLine(
                $"| {at:0} s | {sent:N0} | {spans.Count:N0} | {spans.Dropped:N0} | {spans.Bytes / 1048576.0:0.0} MB | {resident:0} MB |"
            );
        }
    }

    private static int Report(
        SpanStore spans,
        UInt128 failedFirst,
        List<(double At, double Megabytes)> memory,
        int seconds,
        long sent,
        TimeSpan busy
    )
    {
        Console.WriteLine();
        if (memory.Count < 10)
        {
            Console.WriteLine("The store was not full for ten seconds: nothing can be said of its memory.");
            return 1;
        }
        // The first seconds after it was full are the collector's to find its pace.
        var steady = memory.Skip(Math.Min(10, memory.Count / 3)).Select(each => each.Megabytes).ToList();
        var (least, most) = (steady.Min(), steady.Max());
        var middle = steady.Order().ElementAt(steady.Count / 2);
        var opens = spans.Trace(failedFirst).Count;
        Console.WriteLine(
            $"{sent / (double)seconds:N0} spans a second for {seconds} s; {busy.TotalMicroseconds / sent:0.00} µs of work each."
        );
        Console.WriteLine(
            $"Memory once full: {least:0} to {most:0} MB, at most {Math.Max(most - middle, middle - least) / middle:P1} off the middle."
        );
        Console.WriteLine($"The trace that failed in the first second opens with {opens} of {Traffic.SpansOfTrace} spans.");
        return opens == Traffic.SpansOfTrace && Math.Max(most - middle, middle - least) / middle <= 0.05 ? 0 : 1;
    }
}
