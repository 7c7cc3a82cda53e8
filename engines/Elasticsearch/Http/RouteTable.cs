namespace Platform.Engines.Elasticsearch.Http;

/// <summary>Finds the route of a path: of each part what is literal before what is a placeholder, as Elasticsearch does.</summary>
internal sealed class RouteTable
{
    private readonly Node root = new();

    public RouteTable(IEnumerable<Route> routes)
    {
        foreach (var route in routes)
            Add(route);
    }

    /// <returns>Null where no route has the path. Without the method <c>Route</c> is null, and <c>Allowed</c> says which there are.</returns>
    public (Route? Route, IReadOnlyDictionary<string, string> Values, IReadOnlyCollection<string> Allowed)? Find(
        string method,
        IReadOnlyList<string> parts
    )
    {
        (IReadOnlyDictionary<string, string> Values, SortedSet<string> Allowed)? other = null;
        foreach (var (node, values) in Walk(root, parts, 0, []))
        {
            if (node.Routes.TryGetValue(method, out var route))
                return (route.Route, Named(route.Names, values), []);
            other ??= (new Dictionary<string, string>(), new(StringComparer.Ordinal));
            other.Value.Allowed.UnionWith(node.Routes.Keys);
        }
        return other is { } found ? (null, found.Values, found.Allowed) : null;
    }

    private static Dictionary<string, string> Named(string[] names, string[] values) =>
        names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);

    private static IEnumerable<(Node Node, string[] Values)> Walk(Node node, IReadOnlyList<string> parts, int at, string[] values)
    {
        if (at == parts.Count)
        {
            if (node.Routes.Count > 0)
                yield return (node, values);
            yield break;
        }
        if (node.Literals.TryGetValue(parts[at], out var literal))
            foreach (var found in Walk(literal, parts, at + 1, values))
                yield return found;
        if (node.Placeholder is { } placeholder)
            foreach (var found in Walk(placeholder, parts, at + 1, [.. values, parts[at]]))
                yield return found;
    }

    private void Add(Route route)
    {
        var node = root;
        var names = new List<string>();
        foreach (var part in route.Template.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part[0] == '{')
            {
                names.Add(part[1..^1]);
                node = node.Placeholder ??= new();
            }
            else
            {
                if (!node.Literals.TryGetValue(part, out var next))
                    node.Literals[part] = next = new();
                node = next;
            }
        }
        foreach (var method in route.Methods.Split(' '))
            node.Routes.Add(method, (route, [.. names]));
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.Ordinal);

        public Node? Placeholder { get; set; }

        public Dictionary<string, (Route Route, string[] Names)> Routes { get; } = new(StringComparer.Ordinal);
    }
}
