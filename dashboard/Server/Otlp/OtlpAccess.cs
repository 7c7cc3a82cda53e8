using Platform.Dashboard.Security;

namespace Platform.Dashboard.Otlp;

/// <summary>Who may send telemetry: who has one of the two keys, or anyone where there is none.</summary>
internal sealed class OtlpAccess(DashboardOptions options)
{
    public const string Header = "x-otlp-api-key";

    /// <exception cref="OtlpRefusal">The key is missing or wrong.</exception>
    public void Check(HttpRequest request)
    {
        if (options.OtlpApiKey is null && options.SecondaryOtlpApiKey is null)
        {
            return;
        }
        var given = request.Headers[Header] is [{ } one] ? one : null;
        // Both are compared, whichever fits: how long it takes tells nothing.
        if (!(Matches(given, options.OtlpApiKey) | Matches(given, options.SecondaryOtlpApiKey)))
        {
            throw OtlpRefusal.Unauthenticated();
        }
    }

    private static bool Matches(string? given, string? key) => key is not null && Keys.Same(given, key);
}
