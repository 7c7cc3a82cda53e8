using Platform.Dashboard.Insight.Comparison;
using Platform.Dashboard.Objectives;
using Platform.Dashboard.Resources;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Api;

/// <summary>The service map: resources of the graph and of telemetry as nodes, calls and messages as edges, references where nothing has gone yet.</summary>
internal sealed class MapBuilder(
    Insights insights,
    IReadOnlyList<ResourceSnapshot> resources,
    InsightWindow window,
    (Insights Insights, InsightWindow Window)? before
)
{
    private readonly Dictionary<string, string> parents = resources
        .Where(resource => resource.Parent is not null)
        .DistinctBy(resource => resource.Name)
        .ToDictionary(resource => resource.Name, resource => resource.Parent!, StringComparer.OrdinalIgnoreCase);

    public MapView Build()
    {
        var edges = insights.Edges(window.From, window.To);
        var routes = insights.Table.Read(view => view.Routes(window.From, window.To, withPoints: false));
        var formerEdges = before is { } then ? then.Insights.Edges(then.Window.From, then.Window.To) : null;
        var differences = formerEdges is null
            ? null
            : Comparer.Windows(Measurements.Edges(formerEdges), Measurements.Edges(edges)).ToDictionary(one => one.Subject);
        var drawn = edges
            .Select(edge => new MapEdge(
                edge.Caller,
                Shown(edge.Callee),
                edge.Kind,
                edge.System,
                edge.Database,
                edge.Peer,
                TrafficFigures.Of(edge.Traffic)
            )
            {
                Difference = differences?.GetValueOrDefault(Measurements.Subject(edge)),
            })
            .ToList();
        drawn.AddRange(References(drawn));
        var nodes = Nodes(drawn, edges, routes).ToList();
        return new MapView(nodes, drawn, UnixNanoseconds.ToMilliseconds(window.From), UnixNanoseconds.ToMilliseconds(window.To));
    }

    private IEnumerable<MapNode> Nodes(List<MapEdge> drawn, IReadOnlyList<EdgeTraffic> edges, IReadOnlyList<RouteTraffic> routes)
    {
        var topics = edges
            .SelectMany(edge =>
                edge.Kind switch
                {
                    "produce" => [edge.Callee],
                    "consume" => [edge.Caller],
                    _ => Array.Empty<string>(),
                }
            )
            .ToHashSet();
        var external = edges.Where(edge => edge.External).Select(edge => edge.Callee).ToHashSet();
        var names = drawn
            .SelectMany(edge => new[] { edge.Caller, edge.Callee })
            .Concat(routes.Select(route => route.Resource))
            .Concat(resources.Where(IsShown).Select(resource => resource.Name))
            .Distinct();
        foreach (var name in names)
        {
            var replicas = resources.Where(resource => resource.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            var worst = replicas.OrderByDescending(ResourceTroubles.IsTroubled).FirstOrDefault();
            var kind =
                topics.Contains(name) ? "topic"
                : external.Contains(name) && worst is null ? "external"
                : "resource";
            var traffic = kind == "topic" ? Topic(name, edges) : insights.Figures(new Subject(name), window);
            yield return new MapNode(
                name,
                kind,
                worst?.Type,
                worst?.State,
                worst?.Health,
                replicas.Count,
                traffic.Count == 0 ? null : TrafficFigures.Of(traffic)
            )
            {
                Systems =
                [
                    .. edges
                        .Where(edge => edge.Kind == "call" && edge.Callee == name)
                        .Select(edge => edge.System)
                        .OfType<string>()
                        .Distinct(),
                ],
                Reasons = worst is null ? [] : ResourceTroubles.Reasons(worst),
                Difference = Difference(name, traffic),
            };
        }
    }

    /// <summary>What was written to the topic: what was read of it is on the edges.</summary>
    private TrafficWindow Topic(string name, IReadOnlyList<EdgeTraffic> edges)
    {
        var written = edges.Where(edge => edge.Kind == "produce" && edge.Callee == name).ToList();
        return written switch
        {
            [] => TrafficWindow.Empty(window.From, window.To),
            [var one] => one.Traffic,
            _ => insights.Figures(new Subject(name), window),
        };
    }

    private Difference? Difference(string name, TrafficWindow now)
    {
        if (before is not { } then)
        {
            return null;
        }
        var subject = new ComparedSubject("node", name);
        var former = then.Insights.Figures(new Subject(name), then.Window);
        return Comparer.Windows([Measurements.Of(subject, former)], [Measurements.Of(subject, now)])[0];
    }

    private IEnumerable<MapEdge> References(List<MapEdge> drawn)
    {
        var there = drawn.SelectMany(edge => new[] { (edge.Caller, edge.Callee), (edge.Callee, edge.Caller) }).ToHashSet();
        var shown = resources.Where(IsShown).Select(resource => resource.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // Who speaks with a broker's topics is not drawn to the broker as well.
        var brokers = resources
            .Where(resource => resource.Type.Contains("Kafka", StringComparison.OrdinalIgnoreCase) || resource.Explorer == "kafka")
            .Select(resource => resource.Name)
            .ToHashSet();
        var talkers = drawn
            .SelectMany(edge =>
                edge.Kind switch
                {
                    "produce" => [edge.Caller],
                    "consume" => [edge.Callee],
                    _ => Array.Empty<string>(),
                }
            )
            .ToHashSet();
        return resources
            .Where(IsShown)
            .SelectMany(resource =>
                resource.Relationships.Where(one => one.Type == "Reference").Select(one => (resource.Name, Shown(one.ResourceName)))
            )
            .Distinct()
            .Where(pair =>
                pair.Name != pair.Item2
                && shown.Contains(pair.Item2)
                && !there.Contains(pair)
                && !(brokers.Contains(pair.Item2) && talkers.Contains(pair.Name))
            )
            .Select(pair => new MapEdge(pair.Name, pair.Item2, "reference", null, null, null, null));
    }

    /// <summary>A database stands on the map as its server.</summary>
    private string Shown(string name) => parents.TryGetValue(name, out var parent) ? parent : name;

    private static bool IsShown(ResourceSnapshot resource) => !resource.IsHidden && resource.Parameter is null && resource.Parent is null;
}
