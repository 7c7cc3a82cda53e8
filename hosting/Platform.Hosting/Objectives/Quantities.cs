namespace Platform.Hosting;

/// <summary>Numbers with their units, so that objectives read as they are spoken.</summary>
public static class Quantities
{
    public static TimeSpan Milliseconds(this int value) => TimeSpan.FromMilliseconds(value);

    public static TimeSpan Seconds(this int value) => TimeSpan.FromSeconds(value);

    public static TimeSpan Minutes(this int value) => TimeSpan.FromMinutes(value);

    /// <summary>As a share: <c>0.1.Percent()</c> is 0.001.</summary>
    public static double Percent(this double value) => value / 100;

    /// <inheritdoc cref="Percent(double)" />
    public static double Percent(this int value) => value / 100d;
}
