using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Dashboard.Security;

/// <summary>What a page shows of where it is.</summary>
/// <param name="Warnings">unsecured: anyone on this machine may command; otlpUnsecured: anyone may send telemetry.</param>
internal sealed record Session(string Application, string Version, string Instance, bool Secured, IReadOnlyList<string> Warnings)
{
    private static readonly string Own = typeof(Session).Assembly.GetName().Version?.ToString(3) ?? "";

    public static JsonHttpResult<Session> Get(DashboardOptions options, BrowserAccess access)
    {
        var facts = options.Host?.Facts;
        List<string> warnings = [];
        if (!access.IsSecured)
        {
            warnings.Add("unsecured");
        }
        if (options.OtlpApiKey is null && options.OtlpGrpcPorts.Count + options.OtlpHttpPorts.Count > 0)
        {
            warnings.Add("otlpUnsecured");
        }
        var session = new Session(
            facts?.Application ?? "Dashboard",
            facts?.Version ?? Own,
            facts?.Instance ?? "",
            access.IsSecured,
            warnings
        );
        return TypedResults.Json(session, SecurityJson.Default.Session);
    }
}
