namespace Platform.Dashboard.Store;

/// <summary>Telemetry's time: nanoseconds since 1970 inside, milliseconds with a fraction in JSON.</summary>
public static class UnixNanoseconds
{
    public static long ToUnixNanoseconds(this DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;

    public static DateTimeOffset ToTime(long nanoseconds) => new(DateTimeOffset.UnixEpoch.UtcTicks + (nanoseconds / 100), TimeSpan.Zero);

    public static double ToMilliseconds(long nanoseconds) => nanoseconds / 1e6;

    /// <summary>Of a query parameter; without one, <paramref name="otherwise"/>.</summary>
    public static long FromMilliseconds(double? milliseconds, long otherwise) =>
        milliseconds is { } value ? (long)Math.Clamp(value * 1e6, 0, long.MaxValue / 2) : otherwise;
}
