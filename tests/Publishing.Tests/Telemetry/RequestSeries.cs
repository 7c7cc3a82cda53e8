using System.Globalization;
using System.Text.Json.Nodes;

namespace Publishing.Tests.Telemetry;

/// <summary>Series as a Prometheus would have scraped them, one sample every half minute: each grows by what is given per sample.</summary>
internal static class RequestSeries
{
    /// <summary>.NET's buckets of request durations, in seconds.</summary>
    private static readonly double[] s_bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    public const int SampleSeconds = 30;

    /// <summary>A histogram of requests that all take the same time.</summary>
    /// <param name="labels">As in braces, without them.</param>
    public static IEnumerable<JsonObject> Requests(string metric, string labels, double perSecond, double milliseconds)
    {
        var count = perSecond * SampleSeconds;
        foreach (var bound in s_bounds)
        {
            yield return Growing($"{metric}_bucket{{{labels},le=\"{Text(bound)}\"}}", milliseconds / 1000 <= bound ? count : 0);
        }
        yield return Growing($"{metric}_bucket{{{labels},le=\"+Inf\"}}", count);
        yield return Growing($"{metric}_count{{{labels}}}", count);
        yield return Growing($"{metric}_sum{{{labels}}}", count * milliseconds / 1000);
    }

    public static JsonObject Growing(string series, double perSample) => Series(series, $"0+{Text(perSample)}x50");

    public static JsonObject Constant(string series, double value) => Series(series, $"{Text(value)}x50");

    private static JsonObject Series(string series, string values) => new() { ["series"] = series, ["values"] = values };

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
