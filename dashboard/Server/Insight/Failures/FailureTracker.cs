using Platform.Dashboard.Insight.Traffic;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Failures;

/// <summary>
/// Groups failing traces by their cause while they come in. A trace is looked at when an error of it arrives, and again until it is complete or a
/// minute has passed: spans come late and in any order.
/// </summary>
internal sealed class FailureTracker(SpanStore spans, TrafficTable traffic, PeerResolver peers, TimeProvider time)
{
    private const int MostGroups = 500;
    private const int MostTraces = 20_000;
    private const int MostWaiting = 5_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(400);

    private const long SpellPause = 30 * TrafficSeries.Second;

    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, Wait> waiting = [];
    private readonly Dictionary<UInt128, Finding> findings = [];
    private readonly Queue<UInt128> order = new();
    private readonly Dictionary<FailureKey, FailureGroup> groups = [];
    private readonly Dictionary<(string Resource, string Route), FailedStarts> failedStarts = [];

    /// <summary>Failing traces that were too many to look at.</summary>
    public long Unexamined { get; private set; }

    /// <summary>True while traces wait for spans or for their turn.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (gate)
            {
                return waiting.Count > 0;
            }
        }
    }

    /// <summary>Notes the traces of those rows that are errors.</summary>
    public void Notice(ReadOnlySpan<SpanRow> rows)
    {
        foreach (ref readonly var row in rows)
        {
            if (!row.IsError)
            {
                continue;
            }
            lock (gate)
            {
                if (waiting.Count >= MostWaiting && !waiting.ContainsKey(row.TraceId))
                {
                    Unexamined++;
                    continue;
                }
                waiting[row.TraceId] = new Wait(time.GetTimestamp(), TimeSpan.Zero);
            }
        }
    }

    /// <summary>Looks at what waits, as long as the budget lasts; what is incomplete is looked at again, less and less often. True: something is new.</summary>
    public bool Refresh(TimeSpan budget)
    {
        var began = time.GetTimestamp();
        var changed = false;
        lock (gate)
        {
            foreach (var (id, wait) in waiting.ToList())
            {
                var waited = time.GetElapsedTime(wait.Since);
                if (waited < wait.Next)
                {
                    continue;
                }
                var finding = FailureAnalysis.Of(new TraceReading(spans, id), peers);
                changed |= Replace(id, finding);
                if (finding is null or { Complete: true } || waited > Patience)
                {
                    waiting.Remove(id);
                }
                else
                {
                    waiting[id] = wait with { Next = waited + TimeSpan.FromTicks(Math.Max(waited.Ticks, FirstPause.Ticks)) };
                }
                if (time.GetElapsedTime(began) > budget)
                {
                    break;
                }
            }
        }
        return changed;
    }

    /// <summary>The groups that failed between two times (nanoseconds since 1970), in no order.</summary>
    public IReadOnlyList<FailureState> Between(long from, long to)
    {
        lock (gate)
        {
            return [.. groups.Values.Select(group => State(group, from, to)).OfType<FailureState>()];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            waiting.Clear();
            findings.Clear();
            order.Clear();
            groups.Clear();
            failedStarts.Clear();
        }
    }

    private bool Replace(UInt128 id, Finding? finding)
    {
        if (findings.TryGetValue(id, out var former))
        {
            if (finding is null || (finding.Key == former.Key && finding.At == former.At && finding.Entry == former.Entry))
            {
                return false;
            }
            Starts(former).Remove(former.At);
            if (groups.TryGetValue(former.Key, out var left))
            {
                left.Remove(former);
                if (left.Count <= 0)
                {
                    groups.Remove(former.Key);
                }
            }
        }
        else if (finding is not null)
        {
            order.Enqueue(id);
            if (order.Count > MostTraces)
            {
                findings.Remove(order.Dequeue());
            }
        }
        if (finding is null)
        {
            return false;
        }
        findings[id] = finding;
        if (!groups.TryGetValue(finding.Key, out var group))
        {
            if (groups.Count >= MostGroups)
            {
                groups.Remove(groups.MinBy(pair => pair.Value.LastSeen).Key);
            }
            groups[finding.Key] = group = new FailureGroup(finding);
        }
        group.Add(finding, IsNewSpell(group, finding), traffic.Now);
        Starts(finding).Add(finding.At);
        return true;
    }

    private FailedStarts Starts(Finding finding)
    {
        var entry = (finding.Entry.Resource, finding.Entry.Route);
        if (!failedStarts.TryGetValue(entry, out var starts))
        {
            if (failedStarts.Count >= TrafficTable.MostKeys)
            {
                failedStarts.Clear();
            }
            failedStarts[entry] = starts = new FailedStarts();
        }
        return starts;
    }

    /// <summary>What fails now and then is one spell: a new one begins after a pause in which it had healed.</summary>
    private bool IsNewSpell(FailureGroup group, Finding next)
    {
        if (group.Count == 0 || next.At - group.LastSeen < SpellPause)
        {
            return false;
        }
        var successes = Successes(group.Example, group.LastSeen, next.At).Count;
        return Judge(group, group.Count, Total(group, group.FirstSeen, next.At), successes, group.LastSeen) == FailureStates.Recovered;
    }

    private FailureState? State(FailureGroup group, long from, long to)
    {
        if (group.LastSeen < from || group.FirstSeen > to || group.Count == 0)
        {
            return null;
        }
        var whole = group.FirstSeen >= from && group.LastSeen <= to;
        var first = Math.Max(group.FirstSeen, from);
        var count = whole ? group.Count : group.Series.Between(first, to);
        if (count == 0)
        {
            return null;
        }
        var successes = Successes(group.Example, group.LastSeen, long.MaxValue);
        var total = Math.Max(count, Total(group, first, to));
        return new FailureState(group.Example, count, total, first, Math.Min(group.LastSeen, to))
        {
            State = Judge(group, count, total, successes.Count, group.LastSeen),
            LastSuccess = successes.Last,
            Traces = [.. group.Traces],
        };
    }

    private long Total(FailureGroup group, long from, long to)
    {
        var entry = group.Example.Entry;
        return traffic.Read(view =>
            view.Since(entry.Resource, entry.Route, from) - (to < traffic.Now ? view.Since(entry.Resource, entry.Route, to) : 0)
        );
    }

    /// <summary>Requests of the entry that began after the time and failed for no reason known; and when the last one did, whenever that was.</summary>
    private (long Count, long? Last) Successes(Finding finding, long after, long before)
    {
        var entry = finding.Entry;
        var failed = failedStarts.GetValueOrDefault((entry.Resource, entry.Route));
        return traffic.Read(view =>
        {
            var (count, last) = (0L, 0L);
            foreach (var start in view.Starts(entry.Resource, entry.Route))
            {
                if (start < before && failed?.Contains(start) != true)
                {
                    count += start > after ? 1 : 0;
                    last = Math.Max(last, start);
                }
            }
            return (count, last == 0 ? (long?)null : last);
        });
    }

    /// <summary>Healed once so many requests went well that a failure which is still there would have shown itself with 19 in 20.</summary>
    private string Judge(FailureGroup group, long count, long total, long successes, long last)
    {
        // One more that went well is supposed: of a single failure nobody knows yet that it happens each time.
        var share = Math.Max(0.001, count / (Math.Max(total - successes, count) + 1.0));
        var needed = Math.Max(1, Math.Ceiling(Math.Log(0.05) / Math.Log(1 - share)));
        return successes >= needed ? FailureStates.Recovered
            : traffic.Now - last > 60 * TrafficSeries.Second && Total(group, last + 1, long.MaxValue) == 0 ? FailureStates.Silent
            : FailureStates.Failing;
    }

    /// <param name="Next">How long after the error came it is looked at next.</param>
    private readonly record struct Wait(long Since, TimeSpan Next);
}
