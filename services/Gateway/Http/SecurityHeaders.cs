namespace Gateway.Http;

/// <summary>Headers that tell browsers to be strict with whatever comes from here.</summary>
internal static class SecurityHeaders
{
    public static Task Add(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(
            static state =>
            {
                var headers = ((HttpResponse)state).Headers;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "no-referrer";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers.ContentSecurityPolicy =
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'";
                return Task.CompletedTask;
            },
            context.Response
        );
        return next(context);
    }
}
