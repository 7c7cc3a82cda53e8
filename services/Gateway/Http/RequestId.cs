using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Gateway.Http;

/// <summary>Every request has an id, the client's own or the trace's; services and the client get it in the same header.</summary>
internal static partial class RequestId
{
    public const string Header = "X-Request-Id";

    public static Task Assign(HttpContext context, RequestDelegate next)
    {
        var given = context.Request.Headers[Header].ToString();
        // What goes into logs is not anything that anybody may choose.
        var id = Acceptable().IsMatch(given) ? given : Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        context.Request.Headers[Header] = id;
        context.Response.OnStarting(
            static state =>
            {
                var (response, id) = ((HttpResponse, string))state;
                response.Headers[Header] = id;
                return Task.CompletedTask;
            },
            (context.Response, id)
        );
        return next(context);
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{8,64}$")]
    private static partial Regex Acceptable();
}
