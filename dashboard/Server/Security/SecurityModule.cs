using System.Security.Cryptography;

namespace Platform.Dashboard.Security;

internal static class SecurityModule
{
    /// <summary>Within the policy of an answer: the nonce that the page's own elements carry.</summary>
    public const string NonceItem = "csp-nonce";

    public static IServiceCollection AddSecurity(this IServiceCollection services) =>
        services.AddSingleton<Origins>().AddSingleton<LoginThrottle>().AddSingleton<BrowserAccess>();

    /// <summary>Stands before everything that a browser can reach: names, origins, headers, and the key for <c>/api</c>.</summary>
    public static void UseSecurity(this WebApplication application)
    {
        var origins = application.Services.GetRequiredService<Origins>();
        var access = application.Services.GetRequiredService<BrowserAccess>();
        application.Use(
            (context, next) =>
            {
                SetHeaders(context);
                if (!origins.IsOwnHost(context.Request.Host))
                {
                    return Refuse(
                        context,
                        StatusCodes.Status400BadRequest,
                        $"The dashboard does not answer to the name '{context.Request.Host.Host}'. Use localhost, or start it with that name in AllowedHosts."
                    );
                }
                var isApi = context.Request.Path.StartsWithSegments("/api");
                // A navigation to a page comes from anywhere, a link in a terminal or a mail; data is for our own pages.
                if ((isApi || !IsSafe(context.Request.Method)) && !origins.IsOwnPage(context.Request))
                {
                    return Refuse(context, StatusCodes.Status403Forbidden, "A page of another origin may not ask the dashboard.");
                }
                if (isApi && !access.IsOpen(context.Request.Path) && !access.Allows(context.Request))
                {
                    context.Response.Headers.WWWAuthenticate = "Bearer";
                    return Refuse(context, StatusCodes.Status401Unauthorized, "Log in: open the link that the dashboard's host printed.");
                }
                return next(context);
            }
        );
    }

    public static void MapSecurity(this IEndpointRouteBuilder api)
    {
        api.MapPost("/login", Login.Post);
        api.MapGet("/session", Session.Get);
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static void SetHeaders(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Items[NonceItem] = nonce;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
            + "worker-src 'self' blob:; frame-src 'self' blob:; media-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            headers.CacheControl = "no-store";
        }
    }

    private static Task Refuse(HttpContext context, int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);
}
