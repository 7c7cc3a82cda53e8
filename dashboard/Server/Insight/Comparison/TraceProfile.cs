using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Comparison;

/// <summary>
/// Where a trace spent its time: each span's own (less what its children took) belongs to the resource that worked, or, where a call's other end
/// tells nothing of itself, to whom was called.
/// </summary>
internal static class TraceProfile
{
    public static IReadOnlyList<Measurement> Of(IReadOnlyList<SpanRow> rows, SpanStore store, PeerResolver peers)
    {
        var children = rows.ToLookup(row => row.ParentId);
        var found = new Dictionary<ComparedSubject, (double Count, double Errors, double Time)>();
        foreach (var row in rows)
        {
            var subject = SubjectOf(row, children[row.SpanId], store, peers);
            var (count, errors, time) = found.GetValueOrDefault(subject);
            found[subject] = (count + 1, errors + (row.IsError ? 1 : 0), time + (OwnTime(row, children[row.SpanId]) / 1e6));
        }
        return [.. found.Select(pair => new Measurement(pair.Key, pair.Value.Count, pair.Value.Errors, 0, pair.Value.Time))];
    }

    /// <summary>Of each subject the median over all profiles, of which some may lack it.</summary>
    public static IReadOnlyList<Measurement> Median(IReadOnlyList<IReadOnlyList<Measurement>> profiles) =>
        [
            .. profiles
                .SelectMany(profile => profile)
                .GroupBy(measurement => measurement.Subject)
                .Select(group => new Measurement(
                    group.Key,
                    Middle(group.Select(one => one.Count), profiles.Count),
                    Middle(group.Select(one => one.Errors), profiles.Count),
                    0,
                    Middle(group.Select(one => one.Time), profiles.Count)
                ))
                .Where(measurement => measurement.Count > 0),
        ];

    private static double Middle(IEnumerable<double> some, int of)
    {
        var all = some.Order().ToList();
        var missing = of - all.Count;
        return of / 2 < missing ? 0 : all[(of / 2) - missing];
    }

    private static ComparedSubject SubjectOf(SpanRow row, IEnumerable<SpanRow> below, SpanStore store, PeerResolver peers)
    {
        var service = store.Sources[row.Source].ServiceName;
        if (row.Kind is not (3 or 4))
        {
            return new ComparedSubject("work", service);
        }
        var answered = below.FirstOrDefault(child => child.Kind == 2);
        var peer = store.Texts[row.Peer];
        var callee =
            answered.SpanId != 0 ? store.Sources[answered.Source].ServiceName
            : row.Kind == 4 && row.Route != 0 ? store.Texts[row.Route]
            : peer.Length == 0 ? store.Texts[row.System]
            : peers.Resolve(peer) ?? peer;
        return new ComparedSubject("call", callee, null, service, row.System == 0 ? null : store.Texts[row.System]);
    }

    /// <summary>The span's time less that in which a child was at work.</summary>
    private static long OwnTime(SpanRow row, IEnumerable<SpanRow> children)
    {
        var (own, until) = (row.Duration, row.Start);
        foreach (var child in children.Where(child => child.Kind != 5).OrderBy(child => child.Start))
        {
            var (from, to) = (Math.Max(child.Start, until), Math.Min(child.End, row.End));
            if (to > from)
            {
                own -= to - from;
                until = to;
            }
        }
        return own;
    }
}
