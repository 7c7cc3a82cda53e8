using Platform.Dashboard.Runs;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight;

/// <summary>The insights of what a request reads: they belong to its telemetry, live or of an old run. Scoped, as <see cref="TelemetrySource"/> is.</summary>
internal sealed class InsightSource(TelemetrySource source, Insights live, PeerResolver peers, IRuns runs, TimeProvider time)
{
    private static readonly TimeSpan ExamineBudget = TimeSpan.FromMilliseconds(50);

    /// <summary>The old run's id; null while it is the one that goes on.</summary>
    public string? Run => source.Run;

    public LogStore Logs => source.Logs;

    /// <summary>Up to what came before the request did, unless that is much.</summary>
    public Insights Current => CaughtUp(source.Run is null ? live : Of(source.Set), source.Run is null ? 16 : int.MaxValue);

    /// <summary>Of another run; null or empty: of this one.</summary>
    public Insights OfRun(string? id) => id is null or "" ? CaughtUp(live, 16) : CaughtUp(Of(runs.Open(id)), int.MaxValue);

    private Insights Of(TelemetrySet set) => set.Companion(one => new Insights(one.Spans, new PeerResolver(peers), time, live: false));

    private static Insights CaughtUp(Insights insights, int batches)
    {
        insights.CatchUp(batches);
        insights.Failures.Refresh(ExamineBudget);
        return insights;
    }
}
