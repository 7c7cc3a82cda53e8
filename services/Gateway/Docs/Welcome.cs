namespace Gateway.Docs;

/// <summary><c>GET /</c>: says that somebody is there, in the document's words.</summary>
internal static class Welcome
{
    public static void MapWelcome(this IEndpointRouteBuilder app) =>
        app.MapGet(
            "/",
            (HttpContext context) =>
            {
                context.Response.ContentType = "application/json";
                return context.Response.WriteAsync("""{"message":"Personal Data Assistant Backend is running!"}""", context.RequestAborted);
            }
        );
}
