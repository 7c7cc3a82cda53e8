using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Dashboard.Insight.Failures;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Api;

/// <summary>Failures as the page shows them: in parts, so that it can say them in the reader's language, and as one sentence for scripts.</summary>
internal static class FailureViews
{
    private const int MostLogs = 2000;

    public static FailureView Of(FailureState state, SpanStore spans, LogStore logs)
    {
        var example = state.Example;
        var refusal = example.Cause.Status is >= 400 and < 500 and not 408 and not 429;
        return new FailureView(
            IdOf(example.Key),
            "requests",
            refusal || !example.Entry.Failed ? "warning" : "error",
            state.State,
            Sentence(state)
        )
        {
            FirstSeen = UnixNanoseconds.ToMilliseconds(state.FirstSeen),
            LastSeen = UnixNanoseconds.ToMilliseconds(state.LastSeen),
            LastSuccess = state.LastSuccess is { } success ? UnixNanoseconds.ToMilliseconds(success) : null,
            Count = state.Count,
            Total = state.Total,
            Entry = example.Entry,
            Cause = example.Cause,
            Path = example.Path,
            TraceId = Hex(example.TraceId),
            SpanId = Hex(example.SpanId),
            Traces =
            [
                .. state.Traces.Select(one => new FailedTrace(Hex(one.TraceId), Hex(one.SpanId), UnixNanoseconds.ToMilliseconds(one.At))),
            ],
            Log = LogOf(example, spans, logs),
        };
    }

    /// <summary>Worst first: what goes on before what is over, answers that failed before those that coped, the most failures first.</summary>
    public static IReadOnlyList<FailureView> Ranked(IEnumerable<FailureView> failures) =>
        [
            .. failures
                .OrderBy(one => one.State == FailureStates.Recovered ? 1 : 0)
                .ThenBy(one => one.Severity == "error" ? 0 : 1)
                .ThenBy(one => one.State == FailureStates.Failing ? 0 : 1)
                .ThenBy(one => one.Kind == "requests" ? 0 : 1)
                .ThenByDescending(one => one.Count * ((double)one.Count / Math.Max(1, one.Total)))
                .ThenByDescending(one => one.LastSeen),
        ];

    public static string Hex(UInt128 id) => id.ToString("x32", CultureInfo.InvariantCulture);

    public static string Hex(ulong id) => id.ToString("x16", CultureInfo.InvariantCulture);

    private static string Sentence(FailureState state)
    {
        var (entry, cause) = (state.Example.Entry, state.Example.Cause);
        var who = cause.Caller is { } caller ? $"{caller} → {cause.Callee}" : cause.Callee;
        var what = cause.Kind switch
        {
            "status" or "timeout" when cause.Status is { } status => $"answers {status}",
            "timeout" => "times out",
            "unreachable" => "cannot be reached",
            "circuitOpen" => "is not called: its circuit is open",
            "exception" => $"fails with {cause.ErrorType}",
            _ => "fails",
        };
        var since = UnixNanoseconds.ToTime(state.FirstSeen).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var verb = entry.Failed ? "fails" : "is affected";
        return $"{entry.Route} {verb}: {who} {cause.Operation} {what}, {state.Count} of {state.Total} since {since} UTC";
    }

    private static string IdOf(FailureKey key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString())).AsSpan(0, 6));

    /// <summary>The log line of the trace that says most: the gravest, of the failed span or its caller before others, the last of these.</summary>
    private static FailureLog? LogOf(Finding example, SpanStore spans, LogStore logs)
    {
        var near = new HashSet<ulong> { example.SpanId };
        if (spans.Trace(example.TraceId).FirstOrDefault(row => row.SpanId == example.SpanId) is { ParentId: not 0 } failed)
        {
            near.Add(failed.ParentId);
        }
        var best = logs.Trace(example.TraceId)
            .Take(MostLogs)
            .OrderByDescending(row =>
                row.Severity >= 17 ? 2
                : row.Severity >= 13 ? 1
                : 0
            )
            .ThenByDescending(row => near.Contains(row.SpanId))
            .ThenByDescending(row => row.Time)
            .Cast<LogRow?>()
            .FirstOrDefault();
        return best is { } line
            ? new FailureLog(
                UnixNanoseconds.ToMilliseconds(line.Time),
                line.Severity,
                logs.Sources[line.Source].ServiceName,
                logs.Decode(in line).Body.ToString(),
                line.SpanId == 0 ? null : Hex(line.SpanId)
            )
            : null;
    }
}
