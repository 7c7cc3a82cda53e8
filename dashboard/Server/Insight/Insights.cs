using Platform.Dashboard.Insight.Failures;
using Platform.Dashboard.Insight.Traffic;
using Platform.Dashboard.Objectives;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight;

/// <summary>All that is counted and concluded of one store of spans: the live one, or that of a run that is over.</summary>
internal sealed class Insights : ITrafficStatistics
{
    private const int BatchSize = 1024;
    private readonly SpanStore spans;
    private readonly Lock gate = new();
    private readonly SpanRow[] batch = new SpanRow[BatchSize];
    private long read;
    private long missed;

    public Insights(SpanStore spans, PeerResolver peers, TimeProvider time, bool live)
    {
        this.spans = spans;
        Peers = peers;
        Table = new TrafficTable(
            id => spans.Texts[id],
            id => spans.Sources[id].ServiceName,
            peers,
            live ? () => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100 : null
        );
        Failures = new FailureTracker(spans, Table, peers, time);
    }

    public event Action? Advanced;

    public PeerResolver Peers { get; }

    public TrafficTable Table { get; }

    public FailureTracker Failures { get; }

    public SpanStore Spans => spans;

    public TrafficLag Lag
    {
        get
        {
            var (newest, at) = (spans.Newest, Interlocked.Read(ref read));
            return new TrafficLag(Math.Max(0, newest - at), Table.Counted, Interlocked.Read(ref missed) + Table.TooOld);
        }
    }

    /// <summary>Counts what came. False: nothing had, or the budget is spent.</summary>
    public bool CatchUp(int batches = int.MaxValue)
    {
        var any = false;
        lock (gate)
        {
            while (batches-- > 0 && spans.Read(read, batch) is var count and > 0)
            {
                var rows = batch.AsSpan(0, count);
                missed += rows[0].Sequence - read - 1;
                Table.Add(rows);
                Failures.Notice(rows);
                Interlocked.Exchange(ref read, rows[^1].Sequence);
                any = true;
            }
        }
        if (any)
        {
            Advanced?.Invoke();
        }
        return any;
    }

    public TrafficWindow Query(Subject subject, long from, long to) => Table.Read(view => view.Query(subject, from, to));

    /// <summary>As <see cref="Query"/>, without the series.</summary>
    internal TrafficWindow Figures(Subject subject, Api.InsightWindow window) =>
        Table.Read(view => view.Query(subject, window.From, window.To, withPoints: false));

    public IReadOnlyList<RouteTraffic> Routes(long from, long to) => Table.Read(view => view.Routes(from, to));

    public IReadOnlyList<EdgeTraffic> Edges(long from, long to) =>
        [.. Table.Read(view => view.Edges(from, to)).Select(one => one.Edge with { Database = Database(one.Sample) })];

    private string? Database(SpanRow sample)
    {
        if (sample.System == 0 || sample.Sequence < spans.Oldest)
        {
            return null;
        }
        foreach (var (key, value) in spans.Decode(in sample).Attributes)
        {
            if (key is "db.namespace" or "db.name")
            {
                return value.ToString();
            }
        }
        return null;
    }
}
