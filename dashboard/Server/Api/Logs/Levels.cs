namespace Platform.Dashboard.Api.Logs;

/// <summary>The six levels of OTLP's severity numbers.</summary>
internal static class Levels
{
    public static readonly IReadOnlyList<string> All = ["trace", "debug", "info", "warn", "error", "fatal"];

    /// <summary>"" of 0: the sender says none.</summary>
    public static string Of(byte severity) => severity == 0 ? "" : All[Math.Min((severity - 1) / 4, All.Count - 1)];

    /// <summary>The least severity number that is of the level or above; null: no such level. .NET's names are taken as well.</summary>
    public static byte? Minimum(string level) =>
        level.ToLowerInvariant() switch
        {
            "trace" => 1,
            "debug" => 5,
            "info" or "information" => 9,
            "warn" or "warning" => 13,
            "error" => 17,
            "fatal" or "critical" => 21,
            _ => null,
        };
}
