using Platform.Dashboard.Insight.Comparison;
using Platform.Dashboard.Insight.Failures;
using Platform.Dashboard.Resources;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Api;

internal static class InsightEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/overview", OverviewAsync);
        routes.MapGet("/failures", FailuresAsync);
        routes.MapGet("/map", MapOf);
        routes.MapGet("/routes", RoutesOf);
        routes.MapGet("/compare", Compare);
    }

    private static async Task<IResult> OverviewAsync(
        InsightSource source,
        ResourceBoard board,
        ConsoleHub console,
        double? from,
        double? to,
        CancellationToken cancellationToken
    )
    {
        var insights = source.Current;
        var window = InsightWindow.Of(from, to, insights, source.Run);
        var failures = await FindAsync(insights, source, board, console, window, cancellationToken);
        var resources = source.Run is null ? board.All.Where(one => !one.IsHidden && one.Parameter is null).ToList() : [];
        var lag = insights.Lag;
        return Json(
            new OverviewView(
                UnixNanoseconds.ToMilliseconds(window.From),
                UnixNanoseconds.ToMilliseconds(window.To),
                lag.Counted > 0,
                board.All.Count > 0,
                TrafficFigures.Of(insights.Table.Read(view => view.Entries(window.From, window.To))),
                failures,
                insights.Failures.Unexamined,
                lag.Behind,
                lag.Missed,
                resources.Select(one => one.Name).Distinct().Count(),
                resources.Where(ResourceTroubles.IsTroubled).Select(one => one.Name).Distinct().Count()
            )
        );
    }

    private static async Task<IResult> FailuresAsync(
        InsightSource source,
        ResourceBoard board,
        ConsoleHub console,
        double? from,
        double? to,
        CancellationToken cancellationToken
    )
    {
        var insights = source.Current;
        var window = InsightWindow.Of(from, to, insights, source.Run);
        var failures = await FindAsync(insights, source, board, console, window, cancellationToken);
        return Json(
            new FailureList(
                failures,
                insights.Failures.Unexamined,
                UnixNanoseconds.ToMilliseconds(window.From),
                UnixNanoseconds.ToMilliseconds(window.To)
            )
        );
    }

    private static IResult MapOf(InsightSource source, ResourceBoard board, double? from, double? to, string? with)
    {
        var insights = source.Current;
        var window = InsightWindow.Of(from, to, insights, source.Run);
        return Json(new MapBuilder(insights, source.Run is null ? board.All : [], window, Other(source, insights, window, with)).Build());
    }

    /// <param name="threshold">Apdex's, in milliseconds.</param>
    private static IResult RoutesOf(InsightSource source, double? from, double? to, string? with, string? resource, double threshold = 500)
    {
        var insights = source.Current;
        var window = InsightWindow.Of(from, to, insights, source.Run);
        var all = insights.Table.Read(view => view.Routes(window.From, window.To, threshold));
        var before = Other(source, insights, window, with);
        var differences = before is { } then
            ? Comparer
                .Windows(Measurements.Routes(then.Insights.Routes(then.Window.From, then.Window.To)), Measurements.Routes(all))
                .ToDictionary(one => one.Subject)
            : null;
        return Json(
            new RouteList(
                [
                    .. all.Where(one => resource is null or "" || one.Resource == resource)
                        .OrderByDescending(one => one.Traffic.Count)
                        .Select(one => new RouteView(
                            one.Resource,
                            one.Route,
                            one.Kind,
                            TrafficFigures.Of(one.Traffic),
                            Sparklines.Of(one.Traffic),
                            differences?.GetValueOrDefault(new ComparedSubject("route", one.Resource, one.Route))
                        )),
                ],
                UnixNanoseconds.ToMilliseconds(window.From),
                UnixNanoseconds.ToMilliseconds(window.To),
                insights.Lag.Missed,
                insights.Lag.Counted == 0 ? null : UnixNanoseconds.ToMilliseconds(insights.Table.Oldest)
            )
        );
    }

    private static IResult Compare(InsightSource source, double? from, double? to, string? with)
    {
        var insights = source.Current;
        var window = InsightWindow.Of(from, to, insights, source.Run);
        var (other, earlier) = Other(source, insights, window, with ?? "previous")!.Value;
        return Json(
            new CompareView(
                UnixNanoseconds.ToMilliseconds(window.From),
                UnixNanoseconds.ToMilliseconds(window.To),
                UnixNanoseconds.ToMilliseconds(earlier.From),
                UnixNanoseconds.ToMilliseconds(earlier.To),
                Comparer.Windows(
                    Measurements.Routes(other.Routes(earlier.From, earlier.To)),
                    Measurements.Routes(insights.Routes(window.From, window.To))
                ),
                Comparer.Windows(
                    Measurements.Edges(other.Edges(earlier.From, earlier.To)),
                    Measurements.Edges(insights.Edges(window.From, window.To))
                )
            )
        );
    }

    /// <summary>What <c>with</c> names: "previous", the window as long just before; "run:ID", all of a run ("run:" alone: the one that goes on).</summary>
    private static (Insights Insights, InsightWindow Window)? Other(
        InsightSource source,
        Insights insights,
        InsightWindow window,
        string? with
    )
    {
        if (with is null or "")
        {
            return null;
        }
        if (!with.StartsWith("run:", StringComparison.Ordinal))
        {
            return (insights, window.Before());
        }
        var run = with["run:".Length..];
        var other = source.OfRun(run);
        return (other, InsightWindow.Of(null, null, other, run.Length == 0 ? null : run));
    }

    private static async Task<IReadOnlyList<FailureView>> FindAsync(
        Insights insights,
        InsightSource source,
        ResourceBoard board,
        ConsoleHub console,
        InsightWindow window,
        CancellationToken cancellationToken
    )
    {
        var requests = insights
            .Failures.Between(window.From, window.To)
            .Select(state => source.Run is null && StartUp.Explains(state, board) ? state with { State = FailureStates.Recovered } : state)
            .Select(state => FailureViews.Of(state, insights.Spans, source.Logs));
        var resources = source.Run is null ? await ResourceTroubles.FindAsync(board, console, cancellationToken) : [];
        return FailureViews.Ranked([.. requests, .. resources]);
    }

    private static IResult Json<T>(T value) => Results.Json(value, typeof(T), InsightJson.Default);
}
