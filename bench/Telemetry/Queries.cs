using Platform.Dashboard.Store;

namespace TelemetryBench;

/// <summary>What pages ask of stores that are full.</summary>
internal static class Queries
{
    public static void Run(int megabytes)
    {
        var tables = new TelemetryTables();
        var spans = new SpanStore(tables, (long)megabytes << 20, TimeProvider.System);
        var logs = new LogStore(tables, (long)megabytes << 20, TimeProvider.System);
        var traffic = new Traffic();
        var now = DateTimeOffset.UtcNow.ToUnixNanoseconds();
        while (spans.Dropped == 0)
        {
            spans.Accept(traffic.Next(now += 1_000_000));
        }
        for (var first = 1UL; logs.Dropped == 0; first += 128)
        {
            logs.Accept(Traffic.Logs(512, first, now += 1_000_000));
        }
        Console.WriteLine($"{spans.Count:N0} spans and {logs.Count:N0} log records in {megabytes} MB each.");
        Console.WriteLine();
        Console.WriteLine("| query | found | p50 | p95 | longest |");
        Console.WriteLine("|---|---|---|---|---|");
        Spans(spans, "the newest 200 spans", "", 200);
        Spans(spans, "free text that the newest have", "orders.created", 200);
        Spans(spans, "free text that one span has", "order-8471", 200);
        Spans(spans, "free text that nothing has", "no such thing anywhere", 200);
        Spans(spans, "an attribute, all that have it", "messaging.system=kafka", int.MaxValue);
        Spans(spans, "an attribute that none has", "http.route=/api/v2/orders", 200);
        Spans(spans, "a number, none has it", "http.response.status_code>=505", 200);
        Spans(spans, "failed, slow, of one resource: all", "status:error duration>5ms resource:ordering", int.MaxValue);
        Spans(spans, "not containing, none", "-db.system.name:* -messaging.system:* -http.route:*", 200);
        Logs(logs, "the newest 200 log records", "", 200);
        Logs(logs, "level and text, all", "level>=error refused", int.MaxValue);
        Logs(logs, "text that no record has", "no such thing anywhere", 200);
        Logs(logs, "an attribute that none has", "StoreId=store-9999", 200);
        var rows = new SpanRow[64];
        var count = spans.Read(spans.Newest - 64, rows);
        Percentiles.Measure("a trace by id, decoded", 200, () => Trace(spans, rows[count / 2].TraceId));
        Percentiles.Measure("the oldest trace by id, decoded", 200, () => Trace(spans, Oldest(spans)));
        Percentiles.Measure("the logs of a trace", 200, () => logs.Trace(rows[0].TraceId).Count);
        Percentiles.Measure("keys to suggest", 20, () => AttributeSuggestions.Keys(spans, "", 50).Count);
        Percentiles.Measure("values to suggest, with counts", 20, () => AttributeSuggestions.Values(spans, "http.route", "", 50).Count);
        Percentiles.Measure("every row (what the overview follows)", 20, () => All(spans));
    }

    private static void Spans(SpanStore store, string name, string text, int limit) =>
        Percentiles.Measure(
            $"spans: {name} `{text}`",
            40,
            () =>
            {
                var found = 0;
                store.Search(TelemetryQuery.Parse(text), 0, long.MaxValue, (in row) => ++found < limit);
                return found;
            }
        );

    private static void Logs(LogStore store, string name, string text, int limit) =>
        Percentiles.Measure(
            $"logs: {name} `{text}`",
            40,
            () =>
            {
                var found = 0;
                store.Search(TelemetryQuery.Parse(text), 0, long.MaxValue, (in row) => ++found < limit);
                return found;
            }
        );

    private static int Trace(SpanStore store, UInt128 id) => store.Trace(id).Sum(row => store.Decode(in row).Attributes.Count > 0 ? 1 : 0);

    private static UInt128 Oldest(SpanStore store)
    {
        store.TryGet(store.Oldest, out var row);
        return row.TraceId;
    }

    private static int All(SpanStore store)
    {
        var found = 0;
        store.Scan(0, long.MaxValue, (in row) => ++found > 0);
        return found;
    }
}
