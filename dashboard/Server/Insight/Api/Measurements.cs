using Platform.Dashboard.Insight.Comparison;

namespace Platform.Dashboard.Insight.Api;

/// <summary>A window's routes, edges and nodes as what is compared.</summary>
internal static class Measurements
{
    public static IReadOnlyList<Measurement> Routes(IEnumerable<RouteTraffic> routes) =>
        [
            .. routes
                .GroupBy(route => (route.Resource, route.Route))
                .Select(group => Of(new("route", group.Key.Resource, group.Key.Route), group.First().Traffic)),
        ];

    public static IReadOnlyList<Measurement> Edges(IEnumerable<EdgeTraffic> edges) =>
        [.. edges.GroupBy(Subject).Select(group => Of(group.Key, group.First().Traffic))];

    public static ComparedSubject Subject(EdgeTraffic edge) => new("edge", edge.Callee, null, edge.Caller, edge.System);

    public static Measurement Of(ComparedSubject subject, TrafficWindow traffic) =>
        new(subject, traffic.Count, traffic.Errors, traffic.Rate, traffic.P95) { Mean = traffic.Mean, P50 = traffic.P50 };
}
