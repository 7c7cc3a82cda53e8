namespace Platform.Dashboard.Insight.Failures;

/// <summary>Why one trace failed: its deepest error, and the request that led there.</summary>
/// <param name="At">When the request at the entry began, in nanoseconds since 1970.</param>
/// <param name="SpanId">The span that failed first: where the trace is to be opened.</param>
/// <param name="Complete">False while spans are missing: it is looked at again.</param>
internal sealed record Finding(FailureKey Key, long At, UInt128 TraceId, ulong SpanId, ulong EntrySpanId, bool Complete)
{
    public required FailureEntry Entry { get; init; }
    public required FailureCause Cause { get; init; }
    public IReadOnlyList<string> Path { get; init; } = [];
}

/// <summary>What makes two failures the same.</summary>
internal sealed record FailureKey(
    string EntryResource,
    string EntryRoute,
    string? Caller,
    string Callee,
    string Operation,
    string Kind,
    int? Status,
    string? ErrorType
);

/// <summary>The request that fails, as it came in.</summary>
/// <param name="Kind">server, consumer or job.</param>
/// <param name="Failed">True where the answer itself tells of the failure: 4xx, 5xx, or a span in error.</param>
/// <param name="Status">The HTTP status it was answered with; null where there is none.</param>
public sealed record FailureEntry(string Resource, string Route, string Kind, bool Failed, int? Status);

/// <summary>What went wrong deepest down.</summary>
/// <param name="Kind">status, timeout, unreachable, circuitOpen (not called: it failed too often), exception or error.</param>
/// <param name="Caller">Who called; null where the fault is within one resource.</param>
/// <param name="Callee">Who failed: a resource, a topic or an address.</param>
/// <param name="Operation">"POST /v1/payments/confirm", "SELECT catalogdb", "process ordering.orders".</param>
public sealed record FailureCause(string Kind, string? Caller, string Callee, string Operation)
{
    /// <summary>"postgresql", "kafka" …; null of HTTP.</summary>
    public string? System { get; init; }
    public int? Status { get; init; }
    public string? ErrorType { get; init; }
    public string? Message { get; init; }
}
