using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Tests.Support;

/// <summary>A line of a resource's log, made short enough to be read in a test's output.</summary>
internal sealed record LoggedLine(string Text, bool Complains)
{
    /// <param name="content">As the host keeps it: a timestamp, then what the resource printed.</param>
    public static LoggedLine Read(string content)
    {
        var printed = content[(content.IndexOf(' ') + 1)..];
        try
        {
            if (printed.StartsWith('{') && JsonNode.Parse(printed) is JsonObject line)
            {
                var level = (string?)line["level"];
                return new(
                    $"{level} {line["category"]}: {line["message"]} {line["exception"]?.ToJsonString()}".TrimEnd(),
                    level is "warning" or "error" or "critical"
                );
            }
        }
        catch (JsonException)
        {
            // It only looks like our services' format.
        }
        return new(printed, Complains: printed.Contains("ERROR") || printed.Contains("FATAL") || printed.Contains("PANIC"));
    }
}
