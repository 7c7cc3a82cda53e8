using System.Globalization;

namespace Platform.Hosting.Terminal;

/// <summary>How long something took or has lasted, for people.</summary>
internal static class Durations
{
    /// <summary>To the hundredth of a second: <c>1.24 s</c>.</summary>
    public static string Exact(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.00} s");

    /// <summary>The one unit that matters: <c>12 s</c>, <c>3 min</c>, <c>2 h</c>, <c>4 d</c>.</summary>
    public static string Age(TimeSpan age) =>
        age.TotalSeconds < 60 ? $"{(int)Math.Max(0, age.TotalSeconds)} s"
        : age.TotalMinutes < 60 ? $"{(int)age.TotalMinutes} min"
        : age.TotalHours < 48 ? $"{(int)age.TotalHours} h"
        : $"{(int)age.TotalDays} d";
}
