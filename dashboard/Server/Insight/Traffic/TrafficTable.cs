using System.Runtime.InteropServices;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Traffic;

/// <summary>
/// Counts spans by route and by edge. A call is counted once, where it was made: the address it went to is turned into a resource when somebody asks.
/// Where the caller gives no address, the call is counted when both its ends are known.
/// </summary>
/// <param name="textOf">A text by its id.</param>
/// <param name="serviceOf">A source's service.</param>
/// <param name="clock">Nanoseconds since 1970; null: the time of the newest span, for what is over.</param>
internal sealed class TrafficTable(Func<int, string> textOf, Func<int, string> serviceOf, PeerResolver peers, Func<long>? clock = null)
{
    /// <summary>Of routes, and of edges. What comes beyond is counted together, as "other".</summary>
    public const int MostKeys = 1000;

    public const string Other = "other";
    private const long Horizon = 12 * 3600 * TrafficSeries.Second;
    private const long CompactEvery = 60 * TrafficSeries.Second;
    private const int MostBuckets = 200_000;

    private readonly Lock gate = new();
    private readonly Dictionary<RouteKey, TrafficSeries> routes = [];
    private readonly Dictionary<EdgeKey, TrafficSeries> edges = [];
    private readonly List<string> resources = [];
    private readonly Dictionary<string, int> resourceIds = [];
    private readonly Dictionary<int, bool> timeoutTexts = [];
    private readonly CallPairs pairs = new();
    private int[] bySource = [];
    private long newest;
    private long compacted;
    private long keep = Horizon;

    public long Counted { get; private set; }

    /// <summary>Spans older than what is kept.</summary>
    public long TooOld { get; private set; }

    /// <summary>The start of the oldest bucket; the present where there is none.</summary>
    public long Oldest
    {
        get
        {
            lock (gate)
            {
                return routes
                    .Values.Concat(edges.Values)
                    .Where(series => series.BucketCount > 0)
                    .Select(series => series.Buckets[0].Start)
                    .DefaultIfEmpty(Now)
                    .Min();
            }
        }
    }

    public long Now => clock?.Invoke() ?? newest;

    public void Add(ReadOnlySpan<SpanRow> rows)
    {
        lock (gate)
        {
            foreach (ref readonly var row in rows)
            {
                newest = Math.Max(newest, row.End);
            }
            var now = Now;
            foreach (ref readonly var row in rows)
            {
                if (row.Start < now - keep)
                {
                    TooOld++;
                    continue;
                }
                Count(in row, now);
            }
            Counted += rows.Length;
            if (now - compacted > CompactEvery)
            {
                compacted = now;
                Compact(now);
            }
        }
    }

    /// <summary>Sums up what the visitor picks, under the lock: what it returns must not hold a series.</summary>
    public T Read<T>(Func<TrafficView, T> read)
    {
        lock (gate)
        {
            return read(new TrafficView(this));
        }
    }

    internal IEnumerable<(RouteKey Key, string Resource, string Route, TrafficSeries Series)> AllRoutes =>
        routes.Select(pair => (pair.Key, resources[pair.Key.Resource], pair.Key.Route < 0 ? Other : textOf(pair.Key.Route), pair.Value));

    internal IEnumerable<(EdgeKey Key, string Caller, string Callee, bool External, TrafficSeries Series)> AllEdges =>
        edges.Select(pair =>
        {
            var (key, series) = pair;
            var caller = key.Caller < 0 ? Text(key.Peer) : resources[key.Caller];
            if (key.Callee >= 0)
            {
                return (key, caller, resources[key.Callee], false, series);
            }
            if (key.Kind == EdgeKind.Produce)
            {
                return (key, caller, Text(key.Peer), false, series);
            }
            // A name that sends telemetry itself is one of ours, even where nobody knows its address.
            var known =
                key.Peer < 0
                    ? null
                    : peers.Resolve(textOf(key.Peer)) ?? (resourceIds.ContainsKey(textOf(key.Peer)) ? textOf(key.Peer) : null);
            return (key, caller, known ?? Text(key.Peer), known is null, series);
        });

    internal string Text(int id) => id < 0 ? Other : textOf(id);

    private void Count(in SpanRow row, long now)
    {
        var resource = ResourceOf(row.Source);
        var timeout = row.HttpStatus is 408 or 504 || (row.ErrorType != 0 && IsTimeout(row.ErrorType));
        var start = Math.Min(row.Start, now);
        switch (row.Kind)
        {
            case 2:
                CountRoute(in row, resource, RouteKind.Server, start, timeout, now);
                break;
            case 5:
                CountRoute(in row, resource, RouteKind.Consumer, start, timeout, now);
                break;
            case 3 when row.Peer != 0:
                CountEdge(in row, new EdgeKey(resource, -1, row.Peer, row.System, EdgeKind.Call), start, timeout, now);
                break;
            case 4 when Topic(in row) is var topic and not 0:
                CountEdge(in row, new EdgeKey(resource, -1, topic, row.System, EdgeKind.Produce), start, timeout, now);
                return;
            case 0 or 1 when row.ParentId == 0:
                CountRoute(in row, resource, RouteKind.Job, start, timeout, now);
                break;
        }
        if (row.Kind == 5 && row.Route != 0)
        {
            CountEdge(in row, new EdgeKey(-1, resource, row.Route, row.System, EdgeKind.Consume), start, timeout, now);
            return;
        }
        Pair(in row, resource, timeout, now);
    }

    private static int Topic(in SpanRow row) => row.Route != 0 ? row.Route : row.Peer;

    private void CountRoute(in SpanRow row, int resource, RouteKind kind, long start, bool timeout, long now)
    {
        var key = new RouteKey(resource, row.Route != 0 ? row.Route : row.Name, kind);
        ref var series = ref CollectionsMarshal.GetValueRefOrNullRef(routes, key);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref series))
        {
            if (routes.Count >= MostKeys)
            {
                key = key with { Route = -1 };
            }
            series = ref CollectionsMarshal.GetValueRefOrAddDefault(routes, key, out _)!;
            series ??= new TrafficSeries { Recent = new RecentStarts() };
        }
        series.Add(start, row.Duration, row.IsError, timeout, now);
    }

    private void CountEdge(in SpanRow row, EdgeKey key, long start, bool timeout, long now)
    {
        var series = Edge(key);
        if (row.IsError)
        {
            series.FailedSample = row;
        }
        if (series.Sample.Sequence == 0 || row.Sequence - series.Sample.Sequence > 4096)
        {
            series.Sample = row;
        }
        series.Add(start, row.Duration, row.IsError, timeout, now);
    }

    private TrafficSeries Edge(EdgeKey key)
    {
        ref var series = ref CollectionsMarshal.GetValueRefOrNullRef(edges, key);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref series))
        {
            if (edges.Count >= MostKeys)
            {
                // Topics and addresses are many where something is wrong; those who call and are called are few.
                key = key with
                {
                    Peer = -1,
                    System = 0,
                };
            }
            series = ref CollectionsMarshal.GetValueRefOrAddDefault(edges, key, out _)!;
            series ??= new TrafficSeries();
        }
        return series;
    }

    /// <summary>Joins the span with the one that it called or that called it.</summary>
    private void Pair(in SpanRow row, int resource, bool timeout, long now)
    {
        if (row.ParentId != 0 && row.Kind is 2 or 5)
        {
            if (pairs.TryCaller(row.TraceId, row.ParentId, out var caller))
            {
                Join(in caller, CallPairs.Half(in row, row.ParentId, resource, timeout), now);
            }
            else
            {
                pairs.AddCallee(CallPairs.Half(in row, row.ParentId, resource, timeout));
            }
        }
        var own = CallPairs.Half(in row, row.SpanId, resource, timeout);
        if (pairs.TryTakeCallee(row.TraceId, row.SpanId, out var callee))
        {
            Join(in own, in callee, now);
        }
        else
        {
            pairs.AddCaller(in own);
        }
    }

    private void Join(in HalfCall caller, in HalfCall callee, long now)
    {
        if (caller is { IsClient: true, Peer: not 0 })
        {
            // Counted already, under its address: what remains is to learn whose that is.
            if (peers.Resolve(textOf(caller.Peer)) is null)
            {
                peers.Learn(textOf(caller.Peer), resources[callee.Resource]);
            }
            return;
        }
        if (caller.Resource == callee.Resource && !caller.IsClient)
        {
            return;
        }
        // What the caller measured is what it felt; a span that is no call knows nothing of one.
        ref readonly var measured = ref caller.IsClient ? ref caller : ref callee;
        Edge(new EdgeKey(caller.Resource, callee.Resource, 0, measured.System, EdgeKind.Call))
            .Add(Math.Min(measured.Start, now), measured.Duration, measured.Error, measured.Timeout, now);
    }

    private int ResourceOf(int source)
    {
        if (source < bySource.Length && bySource[source] > 0)
        {
            return bySource[source] - 1;
        }
        var name = serviceOf(source);
        if (!resourceIds.TryGetValue(name, out var id))
        {
            id = resources.Count;
            resources.Add(name);
            resourceIds.Add(name, id);
        }
        if (source >= bySource.Length)
        {
            Array.Resize(ref bySource, Math.Max(16, source * 2));
        }
        bySource[source] = id + 1;
        return id;
    }

    private bool IsTimeout(int text)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(timeoutTexts, text, out var exists);
        if (!exists)
        {
            var name = textOf(text);
            known =
                name.Contains("timeout", StringComparison.OrdinalIgnoreCase)
                || name.EndsWith("TaskCanceledException", StringComparison.Ordinal)
                || name is "deadline_exceeded" or "DEADLINE_EXCEEDED" or "504" or "408" or "57014";
        }
        return known;
    }

    private void Compact(long now)
    {
        var total = 0;
        foreach (var series in routes.Values.Concat(edges.Values))
        {
            series.Compact(now, now - keep);
            total += series.BucketCount;
        }
        // More keys than memory was meant for: they keep a shorter past.
        keep = total > MostBuckets ? Math.Max(keep / 2, 900 * TrafficSeries.Second) : keep;
        Forget(routes, series => series.BucketCount == 0);
        Forget(edges, series => series.BucketCount == 0);
    }

    private static void Forget<TKey>(Dictionary<TKey, TrafficSeries> table, Func<TrafficSeries, bool> isGone)
        where TKey : notnull
    {
        foreach (var gone in table.Where(pair => isGone(pair.Value)).Select(pair => pair.Key).ToList())
        {
            table.Remove(gone);
        }
    }
}
