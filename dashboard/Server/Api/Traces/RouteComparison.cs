using Platform.Dashboard.Insight;
using Platform.Dashboard.Insight.Comparison;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>Compares a trace with the median of those of its route that did not fail.</summary>
internal sealed class RouteComparison(TelemetrySet telemetry, PeerResolver peers)
{
    private const int MostTraces = 50;
    private const int MostSpans = 20_000;
    private const int MostGroups = 6;

    /// <summary>Null for a trace without a root: nobody knows of which route it is.</summary>
    public ComparisonView? Compare(TraceReading reading)
    {
        if (reading.Tree.Root is not { } root)
        {
            return null;
        }
        var others = Others(root);
        if (others.Count == 0)
        {
            return new ComparisonView(0, 0, 0, []);
        }
        var usual = new List<IReadOnlyList<Measurement>>(others.Count);
        foreach (var other in others)
        {
            if (TraceReading.Read(telemetry.Spans, peers, other.Id) is { } read)
            {
                usual.Add(read.Work());
            }
        }
        var median = TraceWork.Median(others.Select(other => other.Duration / 1e6), others.Count);
        return new ComparisonView(
            others.Count,
            median,
            root.Row.Duration / 1e6 - median,
            [
                .. TraceWork
                    .Compare(TraceWork.Median(usual), reading.Work())
                    .Take(MostGroups)
                    .Select(difference => new DifferenceView(
                        difference.Subject.Resource,
                        difference.Subject.System ?? "",
                        difference.Verdict,
                        difference.Time,
                        difference.After?.Count ?? 0,
                        difference.Before?.Count ?? 0
                    )),
            ]
        );
    }

    /// <summary>The newest of the same root route.</summary>
    private List<(long First, UInt128 Id, long Duration, int Spans)> Others(SpanNode root)
    {
        var service = telemetry.Tables.Sources[root.Row.Source].ServiceName;
        var found = new List<(long First, UInt128 Id, long Duration, int Spans)>();
        TraceTable
            .Of(telemetry)
            .Visit(
                (in TraceSummary trace) =>
                {
                    if (
                        trace.HasRoot
                        && trace.Root.Name == root.Row.Name
                        && trace.Root.Route == root.Row.Route
                        && trace.Id != root.Row.TraceId
                        && !trace.Failed
                        && telemetry.Tables.Sources[trace.Root.Source].ServiceName == service
                    )
                    {
                        found.Add((trace.First, trace.Id, trace.Duration, trace.Spans));
                    }
                }
            );
        found.Sort((a, b) => b.First.CompareTo(a.First));
        var spans = 0;
        return [.. found.Take(MostTraces).TakeWhile(trace => (spans += trace.Spans) <= MostSpans)];
    }
}
