using System.Security.Cryptography;
using Aspire.Hosting;
using Aspire.Hosting.Run;
using Microsoft.Extensions.Configuration;
using Platform.Dashboard.Objectives;

namespace Platform.Hosting.Dashboard;

/// <summary>What is configured of the dashboard, under Aspire's keys where there are such, and what the instance keeps of it from run to run.</summary>
internal sealed class DashboardSettings(IConfiguration configuration, InstanceDirectory directory)
{
    private const string BrowserTokenKey = "browserToken";
    private const string OtlpApiKeyKey = "otlpApiKey";

    private readonly JsonState _kept = new(directory.File("dashboard.json"));

    /// <summary>False where the graph runs without a dashboard.</summary>
    public static bool IsEnabled(IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsRunMode
        && builder.Configuration.GetValue("Dashboard:Enabled", defaultValue: true)
        && !builder
            .Services.Select(service => service.ImplementationInstance)
            .OfType<DistributedApplicationOptions>()
            .Any(options => options.DisableDashboard);

    /// <summary>Nobody has to log in, and exporters need no key.</summary>
    public bool IsUnsecured { get; } =
        new[] { "Dashboard:Unsecured", "ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "DOTNET_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS" }.Any(
            key => configuration.GetValue(key, defaultValue: false)
        );

    /// <summary>What a browser shows once; the same in every run of the instance, so that bookmarks and open tabs go on.</summary>
    public string? BrowserToken =>
        IsUnsecured
            ? null
            : First("AppHost:BrowserToken", "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", "DOTNET_DASHBOARD_FRONTEND_BROWSERTOKEN")
                ?? Kept(BrowserTokenKey);

    /// <summary>What exporters send.</summary>
    public string? OtlpApiKey => IsUnsecured ? null : First("AppHost:OtlpApiKey") ?? Kept(OtlpApiKeyKey);

    /// <summary>Where alarms go besides screen and terminal.</summary>
    public AlarmSettings Alarms => AlarmSettings.From(configuration);

    /// <summary>Bytes kept of each of traces, logs and metrics. Default 256 MiB.</summary>
    public long BytesPerSignal => (long)configuration.GetValue("Dashboard:MegabytesPerSignal", defaultValue: 256) << 20;

    public string[] Words(string key) =>
        (configuration[key] ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public string? First(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (configuration[key] is { Length: > 0 } value)
            {
                return value;
            }
        }
        return null;
    }

    public int? RememberedPort(string name) => int.TryParse(_kept.Get(name), out var port) ? port : null;

    public void RememberPort(string name, int port) => _kept.Set(name, $"{port}");

    private string Kept(string key)
    {
        if (_kept.Get(key) is { Length: > 0 } known)
        {
            return known;
        }
        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _kept.Set(key, made);
        return made;
    }
}
