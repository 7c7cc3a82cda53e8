using System.Runtime.InteropServices;

namespace Platform.Dashboard.Store;

/// <summary>
/// Knows which traces outlive the rest: those that failed, and the slowest of each route. Of traces that failed alike the first are remembered, and
/// the newest as far as room allows, so that a failure that goes on for hours does not push out the one that happened once.
/// </summary>
internal sealed class TraceKeeper
{
    private const int FirstOfGroup = 50;
    private const int MostTraces = 50_000;
    private const int MostGroups = 2_000;
    private const int SlowestOfRoute = 5;
    private const int MostRoutes = 2_000;
    private const int ManyRoutes = 200;
    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, Reasons> marks = [];
    private readonly Dictionary<(int Source, int Name, int ErrorType), Group> groups = [];
    private readonly Dictionary<int, List<(long Duration, UInt128 Trace)>> slowest = [];
    private volatile long[] thresholds = [];
    private int failing;

    /// <summary>Memory that it takes, about.</summary>
    public long Bytes => (marks.Count * 72L) + (failing * 24L) + (slowest.Count * 320L) + (thresholds.Length * 8L);

    public bool Keeps(UInt128 trace)
    {
        lock (gate)
        {
            return marks.ContainsKey(trace);
        }
    }

    /// <summary>Looks at spans that have come.</summary>
    public void See(ReadOnlySpan<SpanRow> rows)
    {
        foreach (ref readonly var row in rows)
        {
            if (row.IsError)
            {
                lock (gate)
                {
                    Fail(in row);
                }
            }
            if (RouteOf(in row) is > 0 and var route && IsSlow(route, row.Duration))
            {
                lock (gate)
                {
                    Slow(route, row.Duration, row.TraceId);
                }
            }
        }
    }

    /// <summary>Which of the rows are kept; how many.</summary>
    public int Mark<TRow>(ReadOnlySpan<TRow> rows, Span<bool> kept)
        where TRow : struct, ITelemetryRow
    {
        var count = 0;
        lock (gate)
        {
            for (var index = 0; index < rows.Length; index++)
            {
                var trace = rows[index].RowTrace;
                kept[index] = trace != default && marks.ContainsKey(trace);
                count += kept[index] ? 1 : 0;
            }
        }
        return count;
    }

    /// <summary>
    /// Forgets the slowest of routes that were hardly asked for, where those are many (names made of ids), else a quarter of the traces that failed; false
    /// where there is nothing to forget.
    /// </summary>
    public bool Thin()
    {
        lock (gate)
        {
            var rare = slowest.Where(route => route.Value.Count < SlowestOfRoute).ToList();
            if (rare.Count > ManyRoutes)
            {
                foreach (var (route, traces) in rare)
                {
                    traces.ForEach(each => Unmark(each.Trace, failed: false));
                    slowest.Remove(route);
                }
                return true;
            }
            if (failing == 0)
            {
                return false;
            }
            Forget(Math.Max(1, failing / 4));
            return true;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            marks.Clear();
            groups.Clear();
            slowest.Clear();
            thresholds = [];
            failing = 0;
        }
    }

    /// <summary>The route of what was asked of a service: server and consumer spans, and roots by their name.</summary>
    private static int RouteOf(in SpanRow row) =>
        row.Kind is 2 or 5 && row.Route != 0 ? row.Route
        : row.ParentId == 0 ? row.Name
        : 0;

    private bool IsSlow(int route, long duration)
    {
        var all = thresholds;
        return route >= all.Length || duration > all[route];
    }

    private void Fail(in SpanRow row)
    {
        ref var mark = ref CollectionsMarshal.GetValueRefOrAddDefault(marks, row.TraceId, out _);
        if (mark.Failed)
        {
            return;
        }
        mark.Failed = true;
        var key = groups.Count < MostGroups ? (row.Source, row.Name, row.ErrorType) : default;
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out _);
        group ??= new Group();
        if (group.First.Count < FirstOfGroup)
        {
            group.First.Add(row.TraceId);
        }
        else
        {
            group.Rest.Enqueue(row.TraceId);
        }
        if (++failing > MostTraces)
        {
            Forget(MostTraces / 8);
        }
    }

    /// <summary>Of each group the oldest that are not among its first, as many as its share; where that is not enough, of its first the later ones.</summary>
    private void Forget(int amount)
    {
        var rest = groups.Values.Sum(group => group.Rest.Count);
        var share = rest == 0 ? 0 : Math.Min(1, (double)amount / rest);
        foreach (var group in groups.Values)
        {
            for (var count = (int)Math.Ceiling(group.Rest.Count * share); count > 0; count--)
            {
                Forget(group.Rest.Dequeue());
                amount--;
            }
        }
        while (amount > 0 && groups.Count > 0)
        {
            foreach (var (key, group) in groups.ToList())
            {
                Forget(group.First[^1]);
                group.First.RemoveAt(group.First.Count - 1);
                if (group.First.Count == 0 && group.Rest.Count == 0)
                {
                    groups.Remove(key);
                }
                if (--amount <= 0)
                {
                    break;
                }
            }
        }
    }

    private void Forget(UInt128 trace)
    {
        failing--;
        Unmark(trace, failed: true);
    }

    private void Slow(int route, long duration, UInt128 trace)
    {
        if (!IsSlow(route, duration))
        {
            return;
        }
        if (!slowest.TryGetValue(route, out var list))
        {
            if (slowest.Count >= MostRoutes)
            {
                SetThreshold(route, long.MaxValue);
                return;
            }
            slowest[route] = list = new(SlowestOfRoute + 1);
        }
        if (list.Any(each => each.Trace == trace))
        {
            return;
        }
        list.Add((duration, trace));
        CollectionsMarshal.GetValueRefOrAddDefault(marks, trace, out _).Slow++;
        if (list.Count > SlowestOfRoute)
        {
            var fastest = list.MinBy(each => each.Duration);
            list.Remove(fastest);
            Unmark(fastest.Trace, failed: false);
        }
        SetThreshold(route, list.Count < SlowestOfRoute ? -1 : list.Min(each => each.Duration));
    }

    private void SetThreshold(int route, long duration)
    {
        if (route >= thresholds.Length)
        {
            var more = new long[Math.Max(256, (route + 1) * 2)];
            more.AsSpan(thresholds.Length).Fill(-1);
            thresholds.CopyTo(more, 0);
            thresholds = more;
        }
        thresholds[route] = duration;
    }

    private void Unmark(UInt128 trace, bool failed)
    {
        ref var mark = ref CollectionsMarshal.GetValueRefOrNullRef(marks, trace);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref mark))
        {
            return;
        }
        if (failed)
        {
            mark.Failed = false;
        }
        else
        {
            mark.Slow--;
        }
        if (!mark.Failed && mark.Slow == 0)
        {
            marks.Remove(trace);
        }
    }

    private struct Reasons
    {
        public bool Failed;

        /// <summary>Routes that it is among the slowest of.</summary>
        public int Slow;
    }

    private sealed class Group
    {
        public List<UInt128> First { get; } = [];
        public Queue<UInt128> Rest { get; } = new();
    }
}
