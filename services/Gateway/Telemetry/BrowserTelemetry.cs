using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Features;
using Platform.ServiceDefaults.Problems;

namespace Gateway.Telemetry;

/// <summary>
/// <c>POST /otlp/v1/{traces|metrics|logs}</c>: what browsers measure goes on to the collector, with the collector's key, which no browser is told. Not
/// itself traced, or each export would be the cause of another; outside the clients' limits, or a busy page would be blind when it matters.
/// </summary>
internal static class BrowserTelemetry
{
    private const string Prefix = "/otlp";
    private static readonly string[] s_mediaTypes = ["application/json", "application/x-protobuf"];

    public static void AddBrowserTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(CollectorOptions.From(builder.Configuration));
        builder.Services.AddSingleton<Collector>();
    }

    /// <summary>Keeps these requests out of the gateway's own traces.</summary>
    public static Task LeaveUntraced(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(Prefix) && context.Features.Get<IHttpActivityFeature>()?.Activity is { } span)
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
        return next(context);
    }

    public static void MapBrowserTelemetry(this IEndpointRouteBuilder app) =>
        app.MapPost(Prefix + "/v1/{signal:regex(^(traces|metrics|logs)$)}", (RequestDelegate)TakeAsync).ExcludeFromDescription();

    private static async Task TakeAsync(HttpContext context)
    {
        var request = context.Request;
        var collector = context.RequestServices.GetRequiredService<Collector>();
        // A media type that forms cannot send: pages of other origins would have to ask first, and are refused.
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !s_mediaTypes.Contains(type.MediaType))
        {
            await Problem
                .Of(StatusCodes.Status415UnsupportedMediaType, $"Send OTLP as {string.Join(" or ", s_mediaTypes)}.")
                .ExecuteAsync(context);
            return;
        }
        if (request.ContentLength > collector.MaxBytes)
        {
            await Problem
                .Of(StatusCodes.Status413PayloadTooLarge, $"A request may have {collector.MaxBytes} bytes. Send less at once.")
                .ExecuteAsync(context);
            return;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = collector.MaxBytes;
        }
        await collector.ForwardAsync(context, (string)request.RouteValues["signal"]!);
    }
}
