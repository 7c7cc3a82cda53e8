using System.Globalization;
using Platform.Dashboard.Insight;

namespace Platform.Dashboard.Objectives;

/// <summary>The words for what is measured, and how each is read.</summary>
internal static class Measures
{
    public const string Throughput = "throughput";
    public const string ErrorShare = "errorShare";
    public const string InstanceDown = "instanceDown";
    public const string DiskShare = "diskShare";
    public const string MemoryShare = "memoryShare";

    /// <exception cref="FormatException">No measure of traffic.</exception>
    public static double Of(string measure, TrafficWindow traffic) =>
        measure switch
        {
            "mean" => traffic.Mean,
            "p50" => traffic.P50,
            "p95" => traffic.P95,
            "p99" => traffic.P99,
            ErrorShare => traffic.ErrorShare,
            Throughput => traffic.Rate,
            _ => throw new FormatException($"'{measure}' is no measure: write mean, p50, p95, p99, errorShare or throughput."),
        };

    public static double Of(string measure, in TrafficPoint point) =>
        measure switch
        {
            "mean" => point.Mean,
            "p50" => point.P50,
            "p95" => point.P95,
            "p99" => point.P99,
            ErrorShare => point.Count == 0 ? 0 : (double)point.Errors / point.Count,
            _ => point.Seconds == 0 ? 0 : (double)point.Count / point.Seconds,
        };

    /// <summary>True where the value is on the wrong side of the limit.</summary>
    public static bool Breaks(string measure, double value, double limit) => measure == Throughput ? value < limit : value > limit;

    public static string Format(string measure, double value) =>
        measure switch
        {
            ErrorShare or DiskShare or MemoryShare => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value * 100, 2)} %"),
            Throughput => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value, 2)}/s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value, value < 10 ? 1 : 0)} ms"),
        };
}
