using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;
using Platform.Dashboard.Security;

namespace Platform.Dashboard.Web;

/// <summary>
/// The built web app, from disk. What Vite names by its content (<c>assets/</c>) never changes and is cached for ever; the one page is made anew for
/// each request, for it carries the nonce of its policy where the build wrote <see cref="NoncePlaceholder"/> (Vite's <c>html.cspNonce</c>).
/// </summary>
internal static class WebApp
{
    public const string NoncePlaceholder = "__CSP_NONCE__";
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();
    private static readonly (string Coding, string Extension)[] Precompressed = [("br", ".br"), ("gzip", ".gz")];

    public static void UseWebApp(this IApplicationBuilder application, DashboardOptions options)
    {
        var root = Path.GetFullPath(
            options.WebDirectory ?? Path.Combine(Path.GetDirectoryName(typeof(WebApp).Assembly.Location) ?? AppContext.BaseDirectory, "web")
        );
        application.Run(context => ServeAsync(context, root));
    }

    private static Task ServeAsync(HttpContext context, string root)
    {
        var path = context.Request.Path.Value ?? "/";
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            return TypedResults.Problem($"There is nothing at {path}.", statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
        }
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed).ExecuteAsync(context);
        }
        if (FileAt(root, path) is { } file && !path.Equals("/index.html", StringComparison.Ordinal))
        {
            return SendAsync(context, file, path);
        }
        // Routes of the app have no extension: a missing script must not be answered with a page.
        return Path.HasExtension(path) && !path.Equals("/index.html", StringComparison.Ordinal)
            ? TypedResults.NotFound().ExecuteAsync(context)
            : SendPageAsync(context, Path.Combine(root, "index.html"));
    }

    private static FileInfo? FileAt(string root, string path)
    {
        if (path.Contains('\0') || path.EndsWith('/'))
        {
            return null;
        }
        var full = Path.GetFullPath(Path.Combine(root, path.TrimStart('/')));
        if (!full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return null;
        }
        var file = new FileInfo(full);
        return file.Exists ? file : null;
    }

    private static Task SendAsync(HttpContext context, FileInfo file, string path)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = path.StartsWith("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        var type = ContentTypes.TryGetContentType(file.Name, out var known) ? known : "application/octet-stream";
        var send = file;
        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        foreach (var (coding, extension) in Precompressed)
        {
            if (new FileInfo(file.FullName + extension) is not { Exists: true } compressed)
            {
                continue;
            }
            headers.Vary = HeaderNames.AcceptEncoding;
            if (accepted.Any(entry => entry.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && entry.Quality is not 0))
            {
                headers.ContentEncoding = coding;
                send = compressed;
                break;
            }
        }
        var tag = new EntityTagHeaderValue($"\"{send.LastWriteTimeUtc.Ticks:x}-{send.Length:x}{send.Extension}\"");
        return TypedResults.PhysicalFile(send.FullName, type, lastModified: send.LastWriteTimeUtc, entityTag: tag).ExecuteAsync(context);
    }

    private static async Task SendPageAsync(HttpContext context, string index)
    {
        var built = File.Exists(index);
        var page = built ? await File.ReadAllTextAsync(index, context.RequestAborted) : NotBuilt.Page;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = built ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await TypedResults
            .Text(
                page.Replace(NoncePlaceholder, (string)context.Items[SecurityModule.NonceItem]!, StringComparison.Ordinal),
                "text/html; charset=utf-8",
                statusCode: context.Response.StatusCode
            )
            .ExecuteAsync(context);
    }
}
