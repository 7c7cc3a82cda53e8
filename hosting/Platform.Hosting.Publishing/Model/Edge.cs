namespace Platform.Hosting.Publishing.Model;

/// <summary>One component may talk to another.</summary>
/// <param name="Id">Stable: <c>gateway->users:http</c>.</param>
/// <param name="Reason">Why, for whoever reads the output.</param>
public sealed record Edge(string Id, EdgeEnd From, EdgeEnd To, IReadOnlyList<EdgePort> Ports, string Reason)
{
    /// <summary>Named in <c>SystemEdges</c>, not from the graph: DNS, scraping, replication …</summary>
    public bool IsSystem { get; init; }
}

/// <summary>An end of an edge.</summary>
/// <param name="Name">Of a component, of a system's part (<c>dns</c>, <c>collector</c>, <c>prometheus</c>, <c>mesh</c>, <c>operator</c> …), or <c>*</c>: every workload.</param>
public sealed record EdgeEnd(EdgeEndKind Kind, string Name);

/// <summary>What stands at an end.</summary>
public enum EdgeEndKind
{
    Workload,
    Store,
    External,

    /// <summary>Whoever is outside: a browser, a load balancer.</summary>
    Internet,
    System,
}

/// <param name="Name">Of the callee's port; empty where it has none.</param>
/// <param name="Protocol">TCP or UDP.</param>
public sealed record EdgePort(string Name, int Number, string Protocol = "TCP");
