using System.Globalization;

namespace Platform.Engines.Elasticsearch;

/// <summary>Durations as Elasticsearch writes them: <c>30s</c>, <c>1m</c>, <c>500ms</c>.</summary>
internal static class TimeValue
{
    // More than a timer takes, and longer than a developer's machine runs.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);
    private static readonly (string Suffix, double Milliseconds)[] Units =
    [
        ("nanos", 1e-6),
        ("micros", 1e-3),
        ("ms", 1),
        ("s", 1000),
        ("m", 60_000),
        ("h", 3_600_000),
        ("d", 86_400_000),
    ];

    /// <summary>Forty days for whatever is longer.</summary>
    /// <exception cref="ElasticsearchException">It is no duration, or its unit is missing.</exception>
    public static TimeSpan Parse(string text, string name)
    {
        var given = text.Trim().ToLowerInvariant();
        if (given == "0")
            return TimeSpan.Zero;
        foreach (var (suffix, milliseconds) in Units)
            if (
                given.EndsWith(suffix, StringComparison.Ordinal)
                && long.TryParse(
                    given.AsSpan(0, given.Length - suffix.Length).Trim(),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
                return TimeSpan.FromMilliseconds(Math.Min(number * milliseconds, Longest.TotalMilliseconds));
        throw ElasticsearchException.IllegalArgument(
            $"failed to parse setting [{name}] with value [{text}] as a time value: unit is missing or unrecognized"
        );
    }

    /// <summary>Null for -1: never.</summary>
    public static TimeSpan? ParseInterval(string text, string name) => text.Trim() is "-1" or "-1ms" or "-1s" ? null : Parse(text, name);
}
