using Platform.Dashboard.Objectives;
using Platform.Dashboard.Security;

namespace Platform.Dashboard;

/// <summary>Options of a dashboard that runs alone, from arguments and environment (<c>Dashboard__OtlpApiKey</c>).</summary>
public static class StandaloneOptions
{
    /// <exception cref="FormatException">A port or size is no number.</exception>
    public static DashboardOptions From(IConfiguration configuration)
    {
        var defaults = new DashboardOptions();
        var section = configuration.GetSection("Dashboard");
        var runs = section["RunsDirectory"];
        return defaults with
        {
            Standalone = true,
            Port = Number(section, "Port") ?? defaults.Port,
            ListensEverywhere = Flag(section, "ListensEverywhere"),
            OtlpGrpcPorts = Ports(section, "OtlpGrpcPorts") ?? defaults.OtlpGrpcPorts,
            OtlpHttpPorts = Ports(section, "OtlpHttpPorts") ?? defaults.OtlpHttpPorts,
            BrowserToken = Flag(section, "Unsecured") ? null : section["BrowserToken"] ?? Keys.Token(runs),
            OtlpApiKey = section["OtlpApiKey"],
            SecondaryOtlpApiKey = section["SecondaryOtlpApiKey"],
            AllowedHosts = Words(section["AllowedHosts"]),
            OtlpAllowedOrigins = Words(section["OtlpAllowedOrigins"]),
            BytesPerSignal = Number(section, "MegabytesPerSignal") is { } megabytes ? (long)megabytes << 20 : defaults.BytesPerSignal,
            RunsDirectory = runs,
            WebDirectory = section["WebDirectory"],
            Alarms = AlarmSettings.From(configuration),
        };
    }

    private static int? Number(IConfiguration section, string name) =>
        section[name] is not { Length: > 0 } text ? null
        : int.TryParse(text, out var number) && number >= 0 ? number
        : throw new FormatException($"--Dashboard:{name} is '{text}'. It must be a number, 0 or more.");

    private static IReadOnlyList<int>? Ports(IConfiguration section, string name) =>
        section[name] is not { } text
            ? null
            : Words(text)
                .Select(word =>
                    int.TryParse(word, out var port) && port is >= 0 and < 65536
                        ? port
                        : throw new FormatException(
                            $"--Dashboard:{name} is '{text}'. It must be ports, as in 4317,18889, or empty for none."
                        )
                )
                .ToArray();

    private static bool Flag(IConfiguration section, string name) =>
        string.Equals(section[name], "true", StringComparison.OrdinalIgnoreCase);

    private static string[] Words(string? text) =>
        (text ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
