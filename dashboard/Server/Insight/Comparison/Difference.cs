namespace Platform.Dashboard.Insight.Comparison;

/// <summary>What is compared: a route, an edge, the work that a resource does itself, or the calls that it makes.</summary>
/// <param name="Kind">route, edge, work or call.</param>
/// <param name="Resource">Of an edge or call the callee.</param>
public sealed record ComparedSubject(string Kind, string Resource, string? Route = null, string? Caller = null, string? System = null);

/// <summary>One side of a comparison. Durations are in milliseconds.</summary>
/// <param name="Count">Requests; of a trace, spans.</param>
/// <param name="Rate">Requests a second; 0 of a trace.</param>
/// <param name="Time">What is held against the other side: p95 of requests; of a trace, the time spent there.</param>
public sealed record Measurement(ComparedSubject Subject, double Count, double Errors, double Rate, double Time)
{
    public double Mean { get; init; }
    public double P50 { get; init; }
    public double ErrorShare => Count > 0 ? Errors / Count : 0;
}

/// <summary>What became of a subject.</summary>
/// <param name="Verdict">slower, faster, failing, healed, more, fewer, new, gone or same: the worst that is true.</param>
/// <param name="Time">Milliseconds more (or, negative, fewer) than before.</param>
/// <param name="Count">More, or fewer, than before.</param>
/// <param name="ErrorShare">0 to 1, more than before.</param>
public sealed record Difference(
    ComparedSubject Subject,
    Measurement? Before,
    Measurement? After,
    string Verdict,
    double Time,
    double Count,
    double ErrorShare
);
