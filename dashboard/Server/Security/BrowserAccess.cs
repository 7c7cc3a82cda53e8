namespace Platform.Dashboard.Security;

/// <summary>Who may read and command: who has shown the token once, and sends the key that came for it.</summary>
internal sealed class BrowserAccess(DashboardOptions options)
{
    private const string Scheme = "Bearer ";

    /// <summary>Null where nobody has to log in.</summary>
    private readonly string? key = options.BrowserToken is { } token ? Keys.Of(token) : null;

    public bool IsSecured => key is not null;

    /// <summary>Login has no key yet, and a WebSocket's comes in its first message: browsers cannot set a header on it.</summary>
    public bool IsOpen(PathString path) => path == "/api/login" || path == "/api/live";

    public bool Allows(HttpRequest request) =>
        key is null
        || (request.Headers["X-API-Key"] is [{ } given] && (Allows(given) || Exchange(given) is not null))
        || (
            request.Headers.Authorization is [{ } header]
            && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && Allows(header[Scheme.Length..])
        );

    public bool Allows(string? given) => key is null || Keys.Same(given, key);

    /// <summary>The key for the token; null where it is the wrong one.</summary>
    public string? Exchange(string? given) =>
        options.BrowserToken is not { } token ? ""
        : Keys.Same(given, token) ? key
        : null;
}
