using System.Globalization;

namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>Pieces of expressions.</summary>
internal static class PromQl
{
    /// <summary>What an alert looks at: half the time that Prometheus' manuals give, for the dashboard's alarms look at a minute.</summary>
    public const string AlertWindow = "2m";

    /// <summary>What an objective calls now.</summary>
    public const string ObjectiveWindow = "5m";

    public static string Number(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan span) =>
        span switch
        {
            { Ticks: > 0 } when span.TotalHours == (long)span.TotalHours => $"{(long)span.TotalHours}h",
            { Ticks: > 0 } when span.TotalMinutes == (long)span.TotalMinutes => $"{(long)span.TotalMinutes}m",
            _ => $"{Math.Ceiling(span.TotalSeconds)}s",
        };

    /// <summary>A text in an expression.</summary>
    public static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    public static string Matcher(string label, string value) => $"{label}={Quote(value)}";

    public static string Pattern(string label, string pattern) => $"{label}=~{Quote(pattern)}";

    /// <summary>A pattern that the text alone matches, in Go's regular expressions and without backslashes, which a string would double.</summary>
    public static string Literal(string text) =>
        string.Concat(
            text.Select(letter =>
                ".+*?()|[]{}^$\\".Contains(letter)
                    ? letter == '^'
                        ? "\\^"
                        : $"[{(letter == '\\' ? "\\\\" : letter)}]"
                    : $"{letter}"
            )
        );
}
