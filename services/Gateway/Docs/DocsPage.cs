using Gateway.Routing;

namespace Gateway.Docs;

/// <summary><c>/docs</c>: one page that reads the OpenAPI documents of all services. Embedded, so that it needs nothing from elsewhere.</summary>
internal static class DocsPage
{
    public static void MapDocs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/docs", (HttpContext context) => SendAsync(context, "index.html", "text/html; charset=utf-8")).ExcludeFromDescription();
        app.MapGet("/docs/app.js", (HttpContext context) => SendAsync(context, "app.js", "text/javascript; charset=utf-8"));
        app.MapGet("/docs/style.css", (HttpContext context) => SendAsync(context, "style.css", "text/css; charset=utf-8"));
        app.MapGet("/docs/services.json", (HttpContext context) => SendServicesAsync(context));
    }

    private static async Task SendAsync(HttpContext context, string name, string contentType)
    {
        await using var file =
            typeof(DocsPage).Assembly.GetManifestResourceStream("Docs/" + name)
            ?? throw new InvalidOperationException($"'{name}' is not embedded in the gateway.");
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = "no-cache";
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static Task SendServicesAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            $"[{string.Join(',', RouteTable.Services.Select(name => $"\"{name}\""))}]",
            context.RequestAborted
        );
    }
}
