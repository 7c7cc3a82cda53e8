using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Logs;

/// <summary><c>/api/logs</c>: structured logs, newest first.</summary>
internal static class LogsModule
{
    public static IServiceCollection AddLogs(this IServiceCollection services) => services.AddScoped<LogList>();

    public static IEndpointRouteBuilder MapLogs(this IEndpointRouteBuilder routes)
    {
        var logs = routes.MapGroup("/logs").WithQueryProblems();
        logs.MapGet("", List);
        logs.MapGet("/levels", Levels);
        logs.MapGet("/new", New);
        logs.MapGet("/{sequence:long}", Details);
        logs.MapDelete("", Clear);
        routes.MapGet("/senders", Senders);
        return routes;
    }

    private static IResult List(HttpRequest request, LogList logs) =>
        LogFilter.TryParse(request.Query, out var filter, out var problem)
            ? TypedResults.Json(
                logs.Page(filter, request.Query.Number("after", 0), request.Query.Number("since", 0), request.Query.Limit(200, 2000)),
                LogJson.Default.LogPage
            )
            : QueryValues.Invalid(problem);

    private static IResult Levels(HttpRequest request, LogList logs) =>
        LogFilter.TryParse(request.Query, out var filter, out var problem)
            ? TypedResults.Json(logs.Levels(filter, (int)Math.Clamp(request.Query.Number("bars", 60), 1, 500)), LogJson.Default.LevelCounts)
            : QueryValues.Invalid(problem);

    private static IResult New(HttpRequest request, LogList logs) =>
        LogFilter.TryParse(request.Query, out var filter, out var problem)
            ? TypedResults.Json(logs.New(filter, request.Query.Number("since", 0)), LogJson.Default.NewLogs)
            : QueryValues.Invalid(problem);

    private static IResult Details(long sequence, LogList logs) =>
        logs.Details(sequence) is { } details
            ? TypedResults.Json(details, LogJson.Default.LogDetails)
            : QueryValues.Gone($"Log record {sequence} is not kept any more: newer ones needed its room.");

    /// <summary>Of <c>resource</c>, else of all.</summary>
    private static IResult Clear(HttpRequest request, TelemetrySource telemetry)
    {
        if (telemetry.Run is not null)
        {
            return QueryValues.Invalid("What an old run has kept is not cleared in parts: remove the run.");
        }
        telemetry.Logs.Clear(request.Query.Text("resource"));
        return TypedResults.NoContent();
    }

    /// <summary>Who sends telemetry, by name.</summary>
    private static IResult Senders(TelemetrySource telemetry) =>
        TypedResults.Json(
            new SenderList([
                .. telemetry.Sources.All.Where(source => source.Id != 0).Select(source => source.ServiceName).Distinct().Order(),
            ]),
            LogJson.Default.SenderList
        );
}
