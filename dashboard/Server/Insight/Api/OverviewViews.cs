using Platform.Dashboard.Insight.Comparison;
using Platform.Dashboard.Insight.Failures;

namespace Platform.Dashboard.Insight.Api;

/// <summary>The landing page. Times are milliseconds since 1970, durations milliseconds, shares 0 to 1.</summary>
/// <param name="Behind">Spans that have not been counted yet.</param>
/// <param name="Missed">Spans that were never counted.</param>
internal sealed record OverviewView(
    double From,
    double To,
    bool HasTelemetry,
    bool HasHost,
    TrafficFigures Traffic,
    IReadOnlyList<FailureView> Failures,
    long Unexamined,
    long Behind,
    long Missed,
    int Resources,
    int Troubled
);

internal sealed record TrafficFigures(
    long Count,
    double Rate,
    long Errors,
    double ErrorShare,
    long Timeouts,
    double Mean,
    double P50,
    double P95,
    double P99,
    double Max,
    double Apdex
)
{
    public static TrafficFigures Of(TrafficWindow window) =>
        new(
            window.Count,
            window.Rate,
            window.Errors,
            window.ErrorShare,
            window.Timeouts,
            window.Mean,
            window.P50,
            window.P95,
            window.P99,
            window.Max,
            window.Apdex
        );
}

/// <summary>A series in equal steps: what a small chart draws.</summary>
/// <param name="Step">Milliseconds.</param>
internal sealed record Sparkline(
    double Start,
    double Step,
    IReadOnlyList<long> Counts,
    IReadOnlyList<long> Errors,
    IReadOnlyList<double> P95
);

internal sealed record RouteView(
    string Resource,
    string Route,
    string Kind,
    TrafficFigures Traffic,
    Sparkline Sparkline,
    Difference? Difference
);

internal sealed record RouteList(IReadOnlyList<RouteView> Items, double From, double To, long Dropped, double? Oldest);

/// <param name="Kind">resource, topic or external.</param>
/// <param name="Type">The resource's type; null where only telemetry knows it.</param>
internal sealed record MapNode(string Name, string Kind, string? Type, string? State, string? Health, int Replicas, TrafficFigures? Traffic)
{
    /// <summary>"postgresql", "redis" … as its callers say.</summary>
    public IReadOnlyList<string> Systems { get; init; } = [];
    public IReadOnlyList<string> Reasons { get; init; } = [];
    public Difference? Difference { get; init; }
}

/// <param name="Kind">call, produce, consume, or reference: known from the graph, and nothing has gone along it.</param>
internal sealed record MapEdge(
    string Caller,
    string Callee,
    string Kind,
    string? System,
    string? Database,
    string? Peer,
    TrafficFigures? Traffic
)
{
    public Difference? Difference { get; init; }
}

internal sealed record MapView(IReadOnlyList<MapNode> Nodes, IReadOnlyList<MapEdge> Edges, double From, double To);

internal sealed record CompareView(
    double From,
    double To,
    double BeforeFrom,
    double BeforeTo,
    IReadOnlyList<Difference> Routes,
    IReadOnlyList<Difference> Edges
);

internal sealed record FailureList(IReadOnlyList<FailureView> Items, long Unexamined, double From, double To);

/// <summary>One thing that is wrong: requests that fail for one reason, or a resource that is ill.</summary>
/// <param name="Kind">requests or resource.</param>
/// <param name="Severity">error or warning.</param>
/// <param name="State">failing, recovered or silent.</param>
internal sealed record FailureView(string Id, string Kind, string Severity, string State, string Sentence)
{
    public double? FirstSeen { get; init; }
    public double? LastSeen { get; init; }
    public double? LastSuccess { get; init; }
    public long Count { get; init; }
    public long Total { get; init; }
    public FailureEntry? Entry { get; init; }
    public FailureCause? Cause { get; init; }

    /// <summary>Resources from the entry to the one that failed.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];
    public string? TraceId { get; init; }
    public string? SpanId { get; init; }
    public IReadOnlyList<FailedTrace> Traces { get; init; } = [];
    public FailureLog? Log { get; init; }
    public ResourceTrouble? Resource { get; init; }
}

internal sealed record FailedTrace(string TraceId, string SpanId, double At);

/// <param name="Severity">OTLP's number.</param>
internal sealed record FailureLog(double At, int Severity, string Resource, string Message, string? SpanId);

/// <param name="Lines">The last that it wrote.</param>
internal sealed record ResourceTrouble(
    string Id,
    string Name,
    string? State,
    string? Health,
    int? ExitCode,
    string? Reason,
    IReadOnlyList<string> Lines
);
