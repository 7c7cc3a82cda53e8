using Dashboard.Tests.Otlp;
using Google.Protobuf;
using Platform.Dashboard.Store;

namespace Dashboard.Tests.Store;

/// <summary>A tiny budget stands for a long time: what a soak of minutes shows at full size, these show of each rule.</summary>
public class RetentionTests
{
    private const int Budget = 1 << 20;
    private readonly TelemetryTables tables = new();

    [Fact]
    public void The_oldest_go_first_and_what_is_gone_is_counted()
    {
        var store = Store();
        Fill(store, 1, 20_000);
        store.Bytes.ShouldBeLessThanOrEqualTo(Budget);
        store.Dropped.ShouldBeGreaterThan(10_000);
        (store.Count + store.Dropped).ShouldBe(20_000);
        store.Newest.ShouldBe(20_000);
        store.Trace(20_000).Count.ShouldBe(1);
        var rows = new SpanRow[30_000];
        var count = store.Read(0, rows);
        count.ShouldBe((int)store.Count);
        rows.AsSpan(0, count).ToArray().Select(row => row.Sequence).ShouldBeInOrder(SortDirection.Ascending);
        store.OldestTime.ShouldBe(rows.Take(count).First(row => row.Sequence == store.Oldest).Start);
    }

    [Fact]
    public void A_trace_that_failed_first_still_opens_whole_with_its_logs()
    {
        var store = Store();
        var logs = new LogStore(tables, Budget, TimeProvider.System);
        store.Accept(Telemetry.Spans("ordering", Telemetry.Span("POST /orders", trace: 1_000_001, id: 1)).ToByteArray());
        Fill(store, 1, 100);
        // The span that failed comes later than the one above it, as an exporter of another service sends it.
        store.Accept(Telemetry.Spans("payments", Telemetry.Span("confirm", trace: 1_000_001, id: 2, parent: 1, error: true)).ToByteArray());
        logs.Accept(Telemetry.Logs("payments", Telemetry.Log("refused", severity: 17, trace: 1_000_001, span: 2)).ToByteArray());
        Fill(store, 101, 30_000);
        for (ulong record = 1; record < 30_000; record++)
        {
            logs.Accept(Telemetry.Logs("ordering", Telemetry.Log("all is well", trace: record)).ToByteArray());
        }
        store.Trace(50).ShouldBeEmpty();
        store.Trace(1_000_001).Select(row => row.SpanId).ShouldBe([1UL, 2UL]);
        store.Trace(1_000_001).Select(row => store.Decode(in row).Name).ShouldBe(["POST /orders", "confirm"]);
        logs.Dropped.ShouldBeGreaterThan(1000);
        var log = logs.Trace(1_000_001).ShouldHaveSingleItem();
        logs.Decode(in log).Body.ToString().ShouldBe("refused");
    }

    [Fact]
    public void The_slowest_of_each_route_outlive_the_rest()
    {
        var store = Store();
        Fill(store, 1, 50);
        store.Accept(Telemetry.Spans("ordering", Telemetry.Span("GET /orders", trace: 1_000_001, id: 1, took: 9000)).ToByteArray());
        store.Accept(Telemetry.Spans("ordering", Telemetry.Span("GET /menu", trace: 1_000_002, id: 1, took: 3)).ToByteArray());
        Fill(store, 51, 30_000);
        store.Trace(1_000_001).ShouldNotBeEmpty();
        store.Trace(1_000_002).ShouldNotBeEmpty();
    }

    [Fact]
    public void Where_everything_fails_the_first_of_each_failure_and_the_newest_are_there()
    {
        var store = Store();
        Fill(store, 1, 5, error: true);
        store.Accept(Telemetry.Spans("malls", Telemetry.Span("sync", trace: 1_000_001, id: 1, error: true)).ToByteArray());
        Fill(store, 6, 60_000, error: true);
        store.Bytes.ShouldBeLessThanOrEqualTo(Budget);
        store.Trace(1).ShouldNotBeEmpty();
        store.Trace(1_000_001).ShouldNotBeEmpty();
        store.Trace(60_000).ShouldNotBeEmpty();
        (store.Count + store.Dropped).ShouldBe(store.Newest);
    }

    [Fact]
    public void Roots_named_by_ids_do_not_push_out_what_failed()
    {
        var store = Store();
        store.Accept(Telemetry.Spans("malls", Telemetry.Span("sync", trace: 1_000_001, id: 1, error: true)).ToByteArray());
        for (ulong number = 1; number <= 20_000; number++)
        {
            store.Accept(Telemetry.Spans("ordering", Telemetry.Span("order " + number, trace: number, id: number)).ToByteArray());
        }
        store.Trace(1_000_001).ShouldNotBeEmpty();
        store.Bytes.ShouldBeLessThanOrEqualTo(Budget);
    }

    [Fact]
    public void A_span_larger_than_a_chunk_is_kept_and_one_larger_than_all_alone()
    {
        var store = Store();
        Fill(store, 1, 100);
        store.Accept(
            Telemetry
                .Spans("ordering", Telemetry.Span("big", trace: 1_000_001, id: 1, attributes: ("sql", new string('x', 200_000))))
                .ToByteArray()
        );
        store.Decode(store.Trace(1_000_001).ShouldHaveSingleItem()).Attributes[0].Value.Text!.Length.ShouldBe(200_000);
        store.Accept(
            Telemetry
                .Spans("ordering", Telemetry.Span("huge", trace: 1_000_002, id: 1, attributes: ("sql", new string('x', 2_000_000))))
                .ToByteArray()
        );
        store.Trace(1_000_002).Count.ShouldBe(1);
        Fill(store, 200, 100);
        store.Bytes.ShouldBeLessThanOrEqualTo(Budget);
    }

    [Fact]
    public void Clearing_a_service_leaves_the_others()
    {
        var store = Store();
        Fill(store, 1, 100);
        store.Accept(Telemetry.Spans("payments", Telemetry.Span("pay", trace: 1_000_001, id: 1)).ToByteArray());
        Fill(store, 101, 100);
        store.Clear("ordering");
        store.Count.ShouldBe(1);
        store.Decode(store.Trace(1_000_001).ShouldHaveSingleItem()).Name.ShouldBe("pay");
        Fill(store, 300, 1);
        store.Count.ShouldBe(2);
        store.Clear(null);
        store.Count.ShouldBe(0);
        store.Oldest.ShouldBe(store.Newest + 1);
        Fill(store, 301, 1);
        store.Trace(301).Count.ShouldBe(1);
    }

    [Fact]
    public void Names_made_of_ids_do_not_fill_the_table()
    {
        var texts = new TextTable(limit: 100);
        var ids = Enumerable
            .Range(0, 1000)
            .Select(number => texts.Add(System.Text.Encoding.UTF8.GetBytes($"GET /orders/{number}")))
            .ToList();
        texts.Count.ShouldBe(100);
        texts[ids[5]].ShouldBe("GET /orders/5");
        texts[ids[999]].ShouldBe(TextTable.Overflow);
        texts.Add("GET /orders/5"u8).ShouldBe(ids[5]);
    }

    private SpanStore Store() => new(tables, Budget, TimeProvider.System);

    private static void Fill(SpanStore store, int first, int count, bool error = false)
    {
        foreach (var some in Enumerable.Range(first, count).Chunk(100))
        {
            store.Accept(
                Telemetry
                    .Spans(
                        "ordering",
                        some.Select(number =>
                            Telemetry.Span(
                                "GET /orders",
                                trace: (ulong)number,
                                id: (ulong)number,
                                at: number,
                                took: 10 + (number % 3),
                                error: error
                            )
                        )
                    )
                    .ToByteArray()
            );
        }
    }
}
