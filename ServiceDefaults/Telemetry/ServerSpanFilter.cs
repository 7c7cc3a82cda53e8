using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Platform.ServiceDefaults.Telemetry;

/// <summary>Gives server spans what the semantic conventions ask for: name, <c>http.route</c>, status code, error status, exception.</summary>
internal sealed class ServerSpanFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(InvokeAsync);
            next(app);
        };

    private static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (span is not { IsAllDataRequested: true })
            return next(context);
        if (IsProbe(context.Request.Path))
        {
            // Nor is what the probe does recorded: the sampler follows the parent.
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return next(context);
        }
        return RecordAsync(span, context, next);
    }

    private static bool IsProbe(PathString path) => path == "/health" || path == "/alive";

    private static async Task RecordAsync(Activity span, HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception error)
        {
            Describe(span, context, StatusCodes.Status500InternalServerError, error);
            throw;
        }
        Describe(span, context, context.Response.StatusCode, context.Features.Get<IExceptionHandlerFeature>()?.Error);
    }

    private static void Describe(Activity span, HttpContext context, int status, Exception? error)
    {
        // The exception handler clears the endpoint, and keeps it in its feature.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        if ((endpoint as RouteEndpoint)?.RoutePattern.RawText is { } pattern)
        {
            var route = pattern.StartsWith('/') ? pattern : "/" + pattern;
            span.SetTag("http.route", route);
            span.DisplayName = $"{context.Request.Method} {route}";
        }
        else
        {
            span.DisplayName = context.Request.Method;
        }

        span.SetTag("http.response.status_code", status);
        if (error is not null)
            span.AddException(error);
        if (status < StatusCodes.Status500InternalServerError)
            return;
        span.SetTag("error.type", error?.GetType().FullName ?? status.ToString());
        span.SetStatus(ActivityStatusCode.Error, error?.Message);
    }
}
