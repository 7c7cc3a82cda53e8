namespace Platform.Dashboard.Metrics;

/// <summary>Nanoseconds since 1970, as OTLP has them.</summary>
internal static class MetricTime
{
    public const long Second = 1_000_000_000;
    public const long Hour = 3600 * Second;

    /// <summary>What points older than an hour are coarsened to.</summary>
    public const long Coarse = 10 * Second;

    public static long Now(TimeProvider time) => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    public static double ToMilliseconds(long nanoseconds) => nanoseconds / 1e6;

    public static long FromMilliseconds(double milliseconds) => (long)(milliseconds * 1e6);
}
