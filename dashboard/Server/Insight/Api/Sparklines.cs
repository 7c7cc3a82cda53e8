using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Api;

internal static class Sparklines
{
    private const int Steps = 40;

    public static Sparkline Of(TrafficWindow window)
    {
        var step = Math.Max(1, (window.To - window.From) / Steps);
        var (counts, errors, p95) = (new long[Steps], new long[Steps], new double[Steps]);
        foreach (var point in window.Points)
        {
            // A bucket that is wider than a step, or begins before the window, counts where it begins.
            var at = (int)Math.Clamp((point.Start - window.From) / step, 0, Steps - 1);
            counts[at] += point.Count;
            errors[at] += point.Errors;
            p95[at] = Math.Max(p95[at], point.P95);
        }
        return new Sparkline(UnixNanoseconds.ToMilliseconds(window.From), step / 1e6, counts, errors, p95);
    }
}
