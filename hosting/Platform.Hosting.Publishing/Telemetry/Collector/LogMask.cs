using System.Text.Json.Nodes;

namespace Platform.Hosting.Publishing.Telemetry.Collector;

/// <summary>What never reaches a log store, though somebody wrote it into a log (Aegis 4.4).</summary>
internal static class LogMask
{
    public static JsonObject Processor() =>
        new()
        {
            ["error_mode"] = "ignore",
            ["log_statements"] = new JsonArray(
                new JsonObject
                {
                    ["context"] = "log",
                    ["conditions"] = new JsonArray("IsString(body)"),
                    ["statements"] = new JsonArray(
                        """replace_pattern(body, "(?i)(password|passwd|pwd|secret|token)=[^\\s;&]+", "$$1=***MASKED***")""",
                        """replace_pattern(body, "(?i)(authorization: *bearer) +\\S+", "$$1 ***MASKED***")"""
                    ),
                }
            ),
        };
}
