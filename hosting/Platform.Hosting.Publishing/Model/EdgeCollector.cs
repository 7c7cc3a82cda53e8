namespace Platform.Hosting.Publishing.Model;

/// <summary>Edges in the order in which they were first met, each once, with all that was said for it.</summary>
internal sealed class EdgeCollector
{
    private readonly OrderedDictionary<string, (Edge Edge, List<string> Details)> edges = new(StringComparer.Ordinal);
    private readonly Dictionary<EdgeEnd, List<EdgeEnd>> callees = [];

    public IReadOnlyList<Edge> Edges =>
        [
            .. edges.Values.Select(one =>
                one.Details.Count == 0 ? one.Edge : one.Edge with { Reason = $"{one.Edge.Reason} ({string.Join(", ", one.Details)})" }
            ),
        ];

    /// <summary>The callees of a caller, so far.</summary>
    public IEnumerable<EdgeEnd> Callees(EdgeEnd from) => callees.GetValueOrDefault(from, []);

    /// <param name="port">Of the callee; null: any.</param>
    /// <param name="detail">What is added to the reason, in brackets.</param>
    public void Add(EdgeEnd from, EdgeEnd to, WorkloadPort? port, string reason, string? detail = null)
    {
        var id = port is null or { Name: "" } ? $"{from.Name}->{to.Name}" : $"{from.Name}->{to.Name}:{port.Name}";
        if (!edges.TryGetValue(id, out var known))
        {
            IReadOnlyList<EdgePort> ports = port is null ? [] : [new(port.Name, port.Number, Protocol(port))];
            known = (new(id, from, to, ports, reason), []);
            edges.Add(id, known);
            if (!callees.TryGetValue(from, out var own))
            {
                callees[from] = own = [];
            }
            own.Add(to);
        }
        if (detail is not null && !known.Details.Contains(detail))
        {
            known.Details.Add(detail);
        }
    }

    private static string Protocol(WorkloadPort port) => port.Scheme is "udp" ? "UDP" : "TCP";
}
