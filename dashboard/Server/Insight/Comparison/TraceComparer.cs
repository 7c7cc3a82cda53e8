using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Comparison;

/// <summary>Explains a trace by the others of its route: "+1.9 s in payment-gateway, 14 calls of PostgreSQL instead of 2".</summary>
public static class TraceComparer
{
    /// <summary>Null where there is no such trace.</summary>
    /// <param name="samples">How many of the newest others the median is taken of.</param>
    public static TraceComparison? Compare(SpanStore store, PeerResolver peers, UInt128 traceId, int samples = 40)
    {
        var rows = store.Trace(traceId);
        if (rows.Count == 0)
        {
            return null;
        }
        var root = Root(rows);
        var others = Others(store, root, samples).Select(id => store.Trace(id)).Where(trace => trace.Count > 0).ToList();
        var durations = others.Select(trace => Root(trace).Duration / 1e6).Order().ToList();
        var (duration, median) = (root.Duration / 1e6, durations.Count == 0 ? 0 : durations[durations.Count / 2]);
        var differences =
            others.Count == 0
                ? []
                : Comparer.Traces(
                    TraceProfile.Median([.. others.Select(trace => TraceProfile.Of(trace, store, peers))]),
                    TraceProfile.Of(rows, store, peers),
                    least: Math.Max(0.5, 0.03 * Math.Max(duration, median))
                );
        return new TraceComparison(store.Texts[root.Route != 0 ? root.Route : root.Name], others.Count, duration, median, differences);
    }

    private static SpanRow Root(IReadOnlyList<SpanRow> rows) =>
        rows.FirstOrDefault(row => row.ParentId == 0) is { SpanId: not 0 } root ? root : rows.MinBy(row => row.Start);

    private static List<UInt128> Others(SpanStore store, SpanRow like, int most)
    {
        var found = new List<UInt128>();
        var service = store.Sources[like.Source].ServiceName;
        store.Scan(
            0,
            long.MaxValue,
            (in SpanRow row) =>
            {
                if (
                    row.ParentId == like.ParentId
                    && row.ParentId == 0
                    && row.Name == like.Name
                    && row.Route == like.Route
                    && row.TraceId != like.TraceId
                    && store.Sources[row.Source].ServiceName == service
                )
                {
                    found.Add(row.TraceId);
                }
                return found.Count < most;
            }
        );
        return found;
    }
}
