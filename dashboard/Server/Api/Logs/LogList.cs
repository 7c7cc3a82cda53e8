using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Logs;

/// <summary>Lists, counts and details of log records.</summary>
internal sealed class LogList(TelemetrySource telemetry)
{
    private const int MostCounted = 10_000;
    private readonly LogStore logs = telemetry.Logs;

    /// <param name="after">The page of those that came before this sequence; 0: the newest.</param>
    /// <param name="since">Only those that came after this sequence.</param>
    public LogPage Page(LogFilter filter, long after, long since, int limit)
    {
        // Before the scan: what comes while it runs is told of next time.
        var newest = logs.Newest;
        var items = new List<LogItem>(limit);
        var more = false;
        var last = 0L;
        Scan(
            filter,
            since,
            (in LogRow row) =>
            {
                if ((after > 0 && row.Sequence >= after) || row.Sequence > newest)
                {
                    return true;
                }
                if (items.Count == limit)
                {
                    more = true;
                    return false;
                }
                items.Add(Item(in row));
                last = row.Sequence;
                return true;
            }
        );
        double? oldest = logs.OldestTime is > 0 and var time ? UnixNanoseconds.ToMilliseconds(time) : null;
        return new LogPage(items, more ? last : null, newest, logs.Dropped, oldest, more && since > 0);
    }

    public NewLogs New(LogFilter filter, long since)
    {
        var newest = logs.Newest;
        var count = 0;
        var errors = new Dictionary<string, int>();
        Scan(
            filter,
            since,
            (in LogRow row) =>
            {
                if (row.IsError)
                {
                    var name = telemetry.Sources[row.Source].ServiceName;
                    errors[name] = errors.GetValueOrDefault(name) + 1;
                }
                return ++count < MostCounted;
            }
        );
        return new NewLogs(newest, count, errors);
    }

    /// <summary>Counts over time in so many bars; the time is as far as there are records where the filter names none.</summary>
    public LevelCounts Levels(LogFilter filter, int bars)
    {
        var (from, to) = Span(filter);
        var step = Math.Max(1, (to - from + bars - 1) / bars);
        var counts = new Dictionary<string, int[]>();
        var total = 0L;
        Scan(
            filter,
            0,
            (in LogRow row) =>
            {
                var level = Logs.Levels.Of(row.Severity);
                if (!counts.TryGetValue(level, out var series))
                {
                    counts[level] = series = new int[bars];
                }
                series[Math.Clamp((row.Time - from) / step, 0, bars - 1)]++;
                total++;
                return true;
            }
        );
        return new LevelCounts(
            UnixNanoseconds.ToMilliseconds(from),
            UnixNanoseconds.ToMilliseconds(step),
            [.. Logs.Levels.All.Prepend("").Where(counts.ContainsKey).Select(level => new LevelSeries(level, counts[level]))],
            total
        );
    }

    /// <summary>Null where the record has made room for others.</summary>
    public LogDetails? Details(long sequence)
    {
        if (!logs.TryGet(sequence, out var row))
        {
            return null;
        }
        var data = logs.Decode(in row);
        var source = telemetry.Sources[row.Source];
        return new LogDetails(
            row.Sequence,
            UnixNanoseconds.ToMilliseconds(row.Time),
            data.ObservedTime == 0 ? null : UnixNanoseconds.ToMilliseconds(data.ObservedTime),
            Logs.Levels.Of(row.Severity),
            data.SeverityText,
            row.Severity,
            LogMessage.Of(data)
        )
        {
            Template = LogMessage.TemplateOf(data),
            EventName = data.EventName,
            Resource = source.ServiceName,
            Instance = source.InstanceId,
            TraceId = row.TraceId == default ? null : QueryValues.Hex(row.TraceId),
            SpanId = QueryValues.HexOrNull(row.SpanId),
            Span = SpanName(row),
            Scope = ScopeView.Of(data.Scope),
            Exception = LogMessage.ExceptionOf(data),
            Attributes = AttributeView.Of(data.Attributes),
            ResourceAttributes = AttributeView.Of(source),
            DroppedAttributes = data.DroppedAttributes,
            Flags = data.Flags,
        };
    }

    public LogItem Item(in LogRow row)
    {
        var data = logs.Decode(in row);
        var source = telemetry.Sources[row.Source];
        return new LogItem(
            row.Sequence,
            UnixNanoseconds.ToMilliseconds(row.Time),
            Logs.Levels.Of(row.Severity),
            source.ServiceName,
            source.InstanceId,
            LogMessage.Of(data),
            data.Scope.Name,
            row.TraceId == default ? null : QueryValues.Hex(row.TraceId),
            QueryValues.HexOrNull(row.SpanId),
            LogMessage.ExceptionOf(data) is not null
        );
    }

    private void Scan(LogFilter filter, long since, RowVisitor<LogRow> visit)
    {
        if (filter.Trace != default)
        {
            // The store finds a trace's records without looking at all others.
            foreach (var row in logs.Trace(filter.Trace).Reverse())
            {
                if (
                    row.Time >= filter.From
                    && row.Time <= filter.To
                    && row.Sequence > since
                    && filter.Matches(in row, logs)
                    && !visit(in row)
                )
                {
                    return;
                }
            }
            return;
        }
        logs.Scan(filter.From, filter.To, (in LogRow row) => row.Sequence > since && (!filter.Matches(in row, logs) || visit(in row)));
    }

    private (long From, long To) Span(LogFilter filter)
    {
        long from = filter.From,
            to = filter.To;
        if (from == 0 || to == long.MaxValue)
        {
            long first = long.MaxValue,
                last = 0;
            Scan(
                filter with
                {
                    Query = TelemetryQuery.Parse(null),
                },
                0,
                (in LogRow row) =>
                {
                    first = Math.Min(first, row.Time);
                    last = Math.Max(last, row.Time);
                    return true;
                }
            );
            from = filter.From == 0 ? Math.Min(first, last) : filter.From;
            to = filter.To == long.MaxValue ? Math.Max(last, from) : filter.To;
        }
        return (from, Math.Max(from + 1, to));
    }

    private string? SpanName(LogRow row)
    {
        if (row.SpanId == 0)
        {
            return null;
        }
        foreach (var span in telemetry.Spans.Trace(row.TraceId))
        {
            if (span.SpanId == row.SpanId)
            {
                return telemetry.Texts[span.Name];
            }
        }
        return null;
    }
}
