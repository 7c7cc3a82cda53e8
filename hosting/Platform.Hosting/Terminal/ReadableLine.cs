using System.Globalization;
using System.Text.Json;

namespace Platform.Hosting.Terminal;

/// <summary>A log line for people: one JSON object of our services becomes time, level and message; anything else stays as it was printed.</summary>
internal static class ReadableLine
{
    private const string Reset = "\e[0m";

    /// <summary>The lines to print: one, and the exception's where there is one.</summary>
    /// <param name="content">As the log holds it, led by the time at which it came.</param>
    /// <param name="colours">True to colour warnings and errors.</param>
    public static IEnumerable<string> Of(string content, bool colours)
    {
        var line = WithoutStamp(content);
        return (line.StartsWith('{') ? FromJson(line, colours) : null) ?? line.Split('\n').Select(l => l.TrimEnd('\r'));
    }

    private static string WithoutStamp(string content)
    {
        var space = content.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && DateTimeOffset.TryParse(content.AsSpan(0, space), CultureInfo.InvariantCulture, out _)
            ? content[(space + 1)..]
            : content;
    }

    private static string[]? FromJson(string line, bool colours)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var record = document.RootElement;
            if (
                !record.TryGetProperty("timestamp", out var timestamp)
                || timestamp.ValueKind != JsonValueKind.String
                || !timestamp.TryGetDateTimeOffset(out var time)
                || Text(record, "level") is not { } level
                || Text(record, "message") is not { } message
            )
            {
                return null;
            }
            var first = $"{time.ToLocalTime():HH:mm:ss.fff} {Level(level, colours)} {message}";
            return Text(record, "exception") is { } exception ? [first, .. exception.Split('\n')] : [first];
        }
        catch (JsonException)
        {
            // It only looked like JSON: printed as it is.
            return null;
        }
    }

    private static string? Text(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Level(string level, bool colours)
    {
        var (text, colour) = level switch
        {
            "trace" => ("trce", "\e[2m"),
            "debug" => ("dbug", "\e[2m"),
            "information" => ("info", ""),
            "warning" => ("warn", "\e[33m"),
            "error" => ("fail", "\e[31m"),
            "critical" => ("crit", "\e[31;1m"),
            _ => (level, ""),
        };
        return colours && colour.Length > 0 ? colour + text + Reset : text;
    }
}
