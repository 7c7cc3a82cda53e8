using Platform.Dashboard.Objectives;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Traffic;

/// <summary>Reads a table while it stands still.</summary>
internal readonly struct TrafficView(TrafficTable table)
{
    public TrafficWindow Query(Subject subject, long from, long to, bool withPoints = true)
    {
        var sum = new TrafficSum(from, to, withPoints);
        if (subject.Caller is { Length: > 0 } caller)
        {
            foreach (var edge in table.AllEdges.Where(edge => edge.Caller == caller && edge.Callee == subject.Resource))
            {
                sum.Add(edge.Series);
            }
            return sum.ToWindow(table.Now);
        }
        var any = false;
        foreach (
            var route in table.AllRoutes.Where(route => route.Resource == subject.Resource && IsAsked(subject, route.Route, route.Key))
        )
        {
            sum.Add(route.Series);
            any = true;
        }
        if (!any && subject.Route is null or "")
        {
            // A resource without telemetry of its own, a database say: what its callers felt.
            foreach (var edge in table.AllEdges.Where(edge => edge.Callee == subject.Resource))
            {
                sum.Add(edge.Series);
            }
        }
        return sum.ToWindow(table.Now);
    }

    public List<RouteTraffic> Routes(long from, long to, double threshold = 500, bool withPoints = true)
    {
        var now = table.Now;
        return
        [
            .. table
                .AllRoutes.Select(route =>
                {
                    var sum = new TrafficSum(from, to, withPoints);
                    sum.Add(route.Series);
                    return new RouteTraffic(
                        route.Resource,
                        route.Route,
                        route.Key.Kind.ToString().ToLowerInvariant(),
                        sum.ToWindow(now, threshold)
                    );
                })
                .Where(route => route.Traffic.Count > 0),
        ];
    }

    /// <summary>Edges with a call to look at, by which the database's name is found.</summary>
    public List<(EdgeTraffic Edge, SpanRow Sample, SpanRow Failed)> Edges(long from, long to)
    {
        var now = table.Now;
        var sums =
            new Dictionary<
                (string Caller, string Callee, EdgeKind Kind, string? System),
                (TrafficSum Sum, EdgeTraffic Edge, SpanRow, SpanRow)
            >();
        foreach (var (key, caller, callee, external, series) in table.AllEdges)
        {
            var system = key.System > 0 ? table.Text(key.System) : null;
            var name = (caller, callee, key.Kind, system);
            if (!sums.TryGetValue(name, out var known))
            {
                var peer = key.Kind == EdgeKind.Call && key.Peer > 0 ? table.Text(key.Peer) : null;
                var edge = new EdgeTraffic(
                    caller,
                    callee,
                    key.Kind.ToString().ToLowerInvariant(),
                    system,
                    external,
                    TrafficWindow.Empty(from, to)
                )
                {
                    Peer = peer,
                };
                known = (new TrafficSum(from, to, withPoints: false), edge, series.Sample, series.FailedSample);
                sums.Add(name, known);
            }
            known.Sum.Add(series);
        }
        return
        [
            .. sums
                .Values.Select(one => (one.Edge with { Traffic = one.Sum.ToWindow(now) }, one.Item3, one.Item4))
                .Where(one => one.Item1.Traffic.Count > 0),
        ];
    }

    /// <summary>Requests that resources answered, messages they processed: what the graph did as a whole.</summary>
    public TrafficWindow Entries(long from, long to)
    {
        var sum = new TrafficSum(from, to, withPoints: false);
        foreach (var route in table.AllRoutes.Where(route => route.Key.Kind != RouteKind.Job))
        {
            sum.Add(route.Series);
        }
        return sum.ToWindow(table.Now);
    }

    /// <summary>How many requests of a route began at that time or later: exactly while its memory reaches back, else by its buckets.</summary>
    public long Since(string resource, string route, long time)
    {
        var all = 0L;
        foreach (var one in table.AllRoutes.Where(one => one.Resource == resource && one.Route == route))
        {
            if (one.Series.Recent?.Since(time) is { } exact)
            {
                all += exact;
                continue;
            }
            foreach (ref readonly var bucket in one.Series.Buckets)
            {
                all += bucket.End > time ? bucket.Count : 0;
            }
        }
        return all;
    }

    /// <summary>When the newest requests of a route began, in no order.</summary>
    public List<long> Starts(string resource, string route)
    {
        var starts = new List<long>();
        foreach (var one in table.AllRoutes.Where(one => one.Resource == resource && one.Route == route))
        {
            starts.AddRange(one.Series.Recent!.Held);
        }
        return starts;
    }

    private static bool IsAsked(Subject subject, string route, RouteKey key) =>
        subject.Route is { Length: > 0 } asked ? route == asked : key.Kind != RouteKind.Job;
}
