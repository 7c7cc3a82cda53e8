namespace Platform.Dashboard.Api.Traces;

/// <summary>Which traces are asked for. Times are nanoseconds; a trace is of the time at which it began.</summary>
internal sealed record TraceFilter
{
    public long From { get; init; }
    public long To { get; init; } = long.MaxValue;

    /// <summary>In the search grammar: one span of the trace must match it.</summary>
    public string? Text { get; init; }
    public long MinimumDuration { get; init; }
    public long MaximumDuration { get; init; } = long.MaxValue;

    /// <summary>error (of any kind), failed (the root too), handled or ok; empty: all.</summary>
    public IReadOnlyList<string> Status { get; init; } = [];
    public WorkType Types { get; init; }

    /// <summary>All of them take part.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Of any of its spans: the route, else the name of a server's or consumer's span or of the root.</summary>
    public string? Route { get; init; }

    /// <summary>A call from one to the other is part of it; either may be a topic or a peer that sends nothing itself.</summary>
    public Edge? Edge { get; init; }

    /// <summary>False where the query cannot be understood; then <paramref name="problem"/> says why.</summary>
    public static bool TryParse(IQueryCollection query, out TraceFilter filter, out string problem)
    {
        filter = new TraceFilter
        {
            From = query.Nanoseconds("from", 0),
            To = query.Nanoseconds("to", long.MaxValue),
            Text = query.Text("q"),
            MinimumDuration = query.Nanoseconds("min", 0),
            MaximumDuration = query.Nanoseconds("max", long.MaxValue),
            Status = query.List("status"),
            Resources = query.List("resource"),
            Route = query.Text("route"),
        };
        problem = "";
        if (!WorkTypes.TryParse(query.Text("type"), out var types))
        {
            problem = $"type is http, db, messaging, rpc, cloud or other, not '{query.Text("type")}'.";
            return false;
        }
        if (filter.Status.FirstOrDefault(status => status is not ("error" or "failed" or "handled" or "ok")) is { } unknown)
        {
            problem = $"status is error, failed, handled or ok, not '{unknown}'.";
            return false;
        }
        Edge? edge = null;
        if (query.Text("edge") is { } text && !Traces.Edge.TryParse(text, out edge))
        {
            problem = $"edge is caller→callee, not '{text}'.";
            return false;
        }
        filter = filter with { Types = types, Edge = edge };
        return true;
    }

    /// <summary>All that the summary alone can tell.</summary>
    public bool Matches(in TraceSummary trace, Func<int, string> resourceOf)
    {
        if (trace.First < From || trace.First > To || trace.Duration < MinimumDuration || trace.Duration > MaximumDuration)
        {
            return false;
        }
        if (Types != WorkType.None && (trace.Types & Types) == 0)
        {
            return false;
        }
        if (Status.Count > 0 && !HasStatus(in trace))
        {
            return false;
        }
        foreach (var resource in Resources)
        {
            if (!TakesPart(in trace, resource, resourceOf))
            {
                return false;
            }
        }
        return true;
    }

    private bool HasStatus(in TraceSummary trace)
    {
        foreach (var status in Status)
        {
            if (status == "error" ? trace.Failed || trace.Errors > 0 : trace.Status == (status == "failed" ? "error" : status))
            {
                return true;
            }
        }
        return false;
    }

    private static bool TakesPart(in TraceSummary trace, string resource, Func<int, string> resourceOf)
    {
        foreach (ref readonly var sender in trace.Senders.AsSpan())
        {
            if (resourceOf(sender.Source).Equals(resource, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>A line of the map.</summary>
internal sealed record Edge(string Caller, string Callee)
{
    private static readonly string[] Arrows = ["→", "->"];

    public static bool TryParse(string text, out Edge? edge)
    {
        var parts = text.Split(Arrows, StringSplitOptions.TrimEntries);
        edge = parts is [{ Length: > 0 } caller, { Length: > 0 } callee] ? new Edge(caller, callee) : null;
        return edge is not null;
    }
}
