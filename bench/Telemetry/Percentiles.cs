using System.Diagnostics;

namespace TelemetryBench;

internal static class Percentiles
{
    /// <summary>A row of a table: what was measured, how much it found, p50, p95 and the longest in milliseconds.</summary>
    public static void Measure(string name, int rounds, Func<int> work)
    {
        var found = work();
        var times = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            found = work();
            times[round] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
        Array.Sort(times);
        Console.WriteLine(
            $"| {name} | {found:N0} | {times[rounds / 2]:0.00} ms | {times[(int)(rounds * 0.95)]:0.00} ms | {times[^1]:0.00} ms |"
        );
    }
}
