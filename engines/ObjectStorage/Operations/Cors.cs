using System.Text;
using Microsoft.AspNetCore.Http;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>What browsers ask before and with a request from another origin.</summary>
internal static class Cors
{
    public static Task PreflightAsync(HttpContext http, RequestTarget target, S3Services services)
    {
        var origin = http.Request.Headers.Origin.ToString();
        var method = http.Request.Headers.AccessControlRequestMethod.ToString();
        if (origin.Length == 0)
            throw new S3Exception(400, "BadRequest", "Insufficient information. Origin request header needed.");
        if (method.Length == 0)
            throw new S3Exception(400, "BadRequest", "Insufficient information. Access-Control-Request-Method request header needed.");
        var asked = http
            .Request.Headers.AccessControlRequestHeaders.ToString()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Rules(target, services) is not { } rules)
            throw Forbidden("CORS is not enabled for this bucket.");
        var rule =
            rules.FirstOrDefault(rule => rule.Allows(origin, method) && rule.AllowsHeaders(asked))
            ?? throw Forbidden(
                "This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec."
            );
        Answer(http.Response.Headers, rule, origin);
        if (asked.Length > 0)
            http.Response.Headers.AccessControlAllowHeaders = string.Join(", ", asked.Select(name => name.ToLowerInvariant()));
        if (rule.MaxAge is { } seconds)
            http.Response.Headers.AccessControlMaxAge = seconds;
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    /// <summary>Lets a browser read the answer to an actual request, errors too.</summary>
    public static void Decorate(HttpContext http, RequestTarget target, S3Services services)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && Rules(target, services)?.FirstOrDefault(rule => rule.Allows(origin, http.Request.Method)) is { } rule)
            Answer(http.Response.Headers, rule, origin);
    }

    private static void Answer(IHeaderDictionary headers, CorsRule rule, string origin)
    {
        var everyone = rule.Origins.Contains("*");
        headers.AccessControlAllowOrigin = everyone ? "*" : origin;
        headers.AccessControlAllowMethods = string.Join(", ", rule.Methods);
        if (rule.Exposed.Length > 0)
            headers.AccessControlExposeHeaders = string.Join(", ", rule.Exposed);
        if (!everyone)
            headers.AccessControlAllowCredentials = "true";
        headers.Vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
    }

    private static IReadOnlyList<CorsRule>? Rules(RequestTarget target, S3Services services) =>
        target.Bucket is { } bucket
        && services.Store.Read(state => state.Buckets.GetValueOrDefault(bucket)?.Documents.GetValueOrDefault(ConfigurationKinds.Cors))
            is { } document
            ? CorsRule.Parse(XmlBody.Parse(Encoding.UTF8.GetBytes(document), "CORSConfiguration"))
            : null;

    private static S3Exception Forbidden(string why) => new(403, "AccessForbidden", "CORSResponse: " + why);
}
