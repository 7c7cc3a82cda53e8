using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary><c>/api/traces</c> and <c>/api/spans</c>.</summary>
internal static class TracesModule
{
    public static IServiceCollection AddTraces(this IServiceCollection services)
    {
        services.AddScoped<TraceSearch>();
        services.AddScoped<TraceDescription>();
        services.AddScoped<SpanDescription>();
        services.AddScoped<SpanSearch>();
        return services;
    }

    public static IEndpointRouteBuilder MapTraces(this IEndpointRouteBuilder routes)
    {
        var traces = routes.MapGroup("/traces").WithQueryProblems();
        traces.MapGet("", List);
        traces.MapGet("/points", Points);
        traces.MapGet("/find", Find);
        traces.MapGet("/{id}", Trace);
        traces.MapDelete("", Clear);
        traces.MapGet("/{id}/spans/{spanId}", Span);
        routes.MapGroup("/spans").WithQueryProblems().MapGet("", Spans);
        return routes;
    }

    private static IResult List(HttpRequest request, TraceSearch traces) =>
        TraceFilter.TryParse(request.Query, out var filter, out var problem)
            ? TypedResults.Json(
                traces.List(filter, request.Query.Text("after"), request.Query.Limit(100, 1000)),
                TraceJson.Default.TracePage
            )
            : QueryValues.Invalid(problem);

    private static IResult Points(HttpRequest request, TraceSearch traces) =>
        TraceFilter.TryParse(request.Query, out var filter, out var problem)
            ? TypedResults.Json(traces.Points(filter, request.Query.Limit(2000, 10_000)), TraceJson.Default.TracePoints)
            : QueryValues.Invalid(problem);

    private static IResult Find(HttpRequest request, SpanSearch spans)
    {
        var id = request.Query.Text("id") ?? "";
        return spans.Find(id) is { } target
            ? TypedResults.Json(target, TraceJson.Default.IdTarget)
            : QueryValues.Gone($"Nothing is kept of a trace or span '{id}'. Ids have 32 or 16 hexadecimal digits.");
    }

    private static IResult Trace(string id, TraceDescription traces) =>
        QueryValues.TryTraceId(id, out var traceId) && traces.Describe(traceId) is { } view
            ? TypedResults.Json(view, TraceJson.Default.TraceView)
            : NoTrace(id);

    private static IResult Span(string id, string spanId, SpanDescription spans) =>
        QueryValues.TryTraceId(id, out var trace)
        && QueryValues.TrySpanId(spanId, out var span)
        && spans.Describe(trace, span) is { } details
            ? TypedResults.Json(details, TraceJson.Default.SpanDetails)
            : NoTrace(id);

    private static IResult Spans(HttpRequest request, SpanSearch spans) =>
        TraceFilter.TryParse(request.Query, out var filter, out var problem)
            ? TypedResults.Json(
                spans.List(filter, request.Query.Number("after", 0), request.Query.Limit(200, 2000)),
                TraceJson.Default.SpanPage
            )
            : QueryValues.Invalid(problem);

    /// <summary>Of <c>resource</c> its spans, else all.</summary>
    private static IResult Clear(HttpRequest request, TelemetrySource telemetry)
    {
        if (telemetry.Run is not null)
        {
            return QueryValues.Invalid("What an old run has kept is not cleared in parts: remove the run.");
        }
        telemetry.Spans.Clear(request.Query.Text("resource"));
        return TypedResults.NoContent();
    }

    private static IResult NoTrace(string id) =>
        QueryValues.Gone($"Nothing of trace {id} is kept: it has made room for newer ones, has not come yet, or belongs to another run.");
}
