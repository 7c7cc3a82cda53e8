namespace Platform.Hosting.Terminal;

/// <summary>The start in one sentence.</summary>
internal static class StartupSummary
{
    private static readonly TimeSpan s_worthTelling = TimeSpan.FromMilliseconds(5);

    /// <summary>The one that was ready last, and what it waited for; null before anything was.</summary>
    public static string? Slowest(StartupTimeline timeline)
    {
        if (timeline.Spans.Where(s => s.Healthy is not null).MaxBy(s => s.Healthy) is not { } slowest)
        {
            return null;
        }
        var waited = timeline.LastDependency(slowest) is { } dependency
            ? $" (waited for {dependency.Id} {Durations.Exact(slowest.Waited)})"
            : "";
        return $"slowest: {slowest.Id} {Durations.Exact(slowest.Healthy!.Value - slowest.Begin)}{waited}";
    }

    /// <summary>The longest chain, link by link, with its sum.</summary>
    public static string? Chain(StartupTimeline timeline)
    {
        // A database that is ready with its server adds nothing.
        var links = timeline.LongestChain().Where(link => link.Took >= s_worthTelling).ToList();
        return links.Count == 0
            ? null
            : $"longest chain: {string.Join(" → ", links.Select(l => $"{l.Name} {Durations.Exact(l.Took)}"))} = {Durations.Exact(timeline.Total)}";
    }
}
