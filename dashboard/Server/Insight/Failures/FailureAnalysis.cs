using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Failures;

/// <summary>Finds why a trace failed: the error span that has no error below it, deepest down; of several attempts the last.</summary>
internal static class FailureAnalysis
{
    /// <summary>Null where nothing failed.</summary>
    public static Finding? Of(TraceReading trace, PeerResolver peers)
    {
        var above = new HashSet<ulong>();
        foreach (var row in trace.Rows)
        {
            if (row.IsError)
            {
                above.UnionWith(trace.Ancestry(in row).Skip(1).Select(ancestor => ancestor.SpanId));
            }
        }
        var deepest = trace
            .Rows.Where(row => row.IsError && !above.Contains(row.SpanId))
            .Select(row => (Row: row, Line: trace.Ancestry(in row)))
            .OrderByDescending(leaf => IsRefusal(in leaf.Row) ? 0 : 1)
            .ThenByDescending(leaf => leaf.Line.Count)
            .ThenByDescending(leaf => leaf.Row.End)
            .FirstOrDefault();
        return deepest.Line is null ? null : Find(trace, deepest.Row, deepest.Line, peers);
    }

    /// <summary>An answer that says the request was wrong, not the one who answered.</summary>
    public static bool IsRefusal(in SpanRow row) => row.HttpStatus is >= 400 and < 500 and not 408 and not 429;

    private static Finding Find(TraceReading trace, SpanRow failed, List<SpanRow> line, PeerResolver peers)
    {
        var entry = Entry(trace, line);
        var cause = FailureCauses.Of(trace, failed, peers);
        var (resource, route) = (trace.Service(in entry), trace.Route(in entry));
        var path = line.TakeWhile(row => row.SpanId != entry.SpanId)
            .Append(entry)
            .Select(row => trace.Service(in row))
            .Reverse()
            .Append(cause.Callee)
            .Aggregate(new List<string>(), (names, name) => names is [.., var last] && last == name ? names : [.. names, name]);
        var key = new FailureKey(
            resource,
            route,
            cause.Caller,
            cause.Callee,
            cause.Operation,
            cause.Kind,
            cause.Status,
            cause.Status is null ? cause.ErrorType : null
        );
        return new Finding(key, entry.Start, failed.TraceId, failed.SpanId, entry.SpanId, trace.IsComplete)
        {
            Entry = new FailureEntry(
                resource,
                route,
                entry.Kind switch
                {
                    2 => "server",
                    5 => "consumer",
                    _ => "job",
                },
                entry.IsError || entry.HttpStatus >= 400,
                entry.HttpStatus > 0 ? entry.HttpStatus : null
            ),
            Cause = cause,
            Path = path,
        };
    }

    /// <summary>
    /// The request that the failure belongs to. What a message started fails by itself: whoever sent it has had his answer. A gateway's
    /// route that takes everything names nothing, so the next one inwards that does is taken.
    /// </summary>
    private static SpanRow Entry(TraceReading trace, List<SpanRow> line)
    {
        var consumer = line.FindIndex(row => row.Kind == 5);
        var within = consumer < 0 ? line : line[..(consumer + 1)];
        var requests = within.Where(row => row.Kind is 2 or 5).Reverse().ToList();
        if (trace.TryAnswer(line[0], out var answer))
        {
            // Whoever answered 404 does not call it an error: only its caller's span does.
            requests.Add(answer);
        }
        return requests.Count == 0 ? within[^1]
            : requests.FindIndex(row => !trace.Route(in row).Contains("{**", StringComparison.Ordinal)) is var named and >= 0
                ? requests[named]
            : requests[0];
    }
}
