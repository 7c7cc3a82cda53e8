using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Dashboard.Live;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Metrics;

internal static class MetricsApi
{
    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder api)
    {
        api.MapGet("/metrics/instruments", Instruments);
        api.MapGet("/metrics/series", Series);
        api.MapDelete("/metrics", Clear);
        api.MapGet("/inspector", Inspect);
        return api;
    }

    private static JsonHttpResult<MetricTree> Instruments(TelemetrySource source, string? resource = null) =>
        TypedResults.Json(source.Metrics.Tree(resource), MetricsJson.Default.MetricTree);

    private static IResult Series(
        TelemetrySource source,
        TimeProvider time,
        HttpRequest request,
        string resource,
        string meter,
        string instrument,
        double? from = null,
        double? to = null,
        string? show = null,
        int? points = null
    )
    {
        var chart = new MetricQuery(resource, meter, instrument)
        {
            From = from,
            To = to,
            Show = show,
            Points = points,
            Filter = MetricFilter.Of(Lines(request, "filter")),
            Split = [.. Lines(request, "split")],
        }.Read(source.Metrics, time);
        return chart is null
            ? TypedResults.Problem($"'{resource}' has sent no '{instrument}' of the meter '{meter}'.", statusCode: 404)
            : TypedResults.Json(chart, MetricsJson.Default.MetricChart);
    }

    // Repeated, or in one with line breaks between: attributes may hold anything else.
    private static IEnumerable<string> Lines(HttpRequest request, string name) =>
        request.Query[name].OfType<string>().SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static NoContent Clear(TelemetrySet live, ChangeFeed feed, string? resource = null)
    {
        live.Get<MetricLog>().Clear(resource);
        feed.Changed(Topic.Metrics);
        return TypedResults.NoContent();
    }

    private static JsonHttpResult<Inspection> Inspect(
        TelemetrySource source,
        TimeProvider time,
        string? resource = null,
        double? from = null,
        double? to = null
    ) =>
        TypedResults.Json(
            Inspector.Read(source.Metrics, MetricWindow.Of(from, to, time, points: 120), resource),
            MetricsJson.Default.Inspection
        );
}
