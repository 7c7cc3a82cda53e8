namespace Platform.Services;

internal static class Clock
{
    /// <summary>The time in UTC, no finer than PostgreSQL keeps it (a microsecond): what is answered at once equals what is read back.</summary>
    public static DateTime UtcNow(this TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
