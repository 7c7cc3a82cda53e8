using Dashboard.Tests.Otlp;
using Dashboard.Tests.Otlp.Wire;
using Google.Protobuf;
using Platform.Dashboard.Store;

namespace Dashboard.Tests.Store;

/// <summary>Whatever comes, the stores keep standing, and what they keep is what was sent: Google.Protobuf is the judge.</summary>
public class StoreFuzzTests
{
    private readonly TelemetryTables tables = new();

    [Fact]
    public void Random_and_mutated_requests_neither_crash_nor_corrupt()
    {
        var random = new Random(20260101);
        var spans = new SpanStore(tables, 1 << 20, TimeProvider.System);
        var logs = new LogStore(tables, 1 << 20, TimeProvider.System);
        var valid = Telemetry.Spans("ordering", Enumerable.Range(1, 20).Select(number => Any(random, number))).ToByteArray();
        var validLogs = Telemetry
            .Logs(
                "ordering",
                Enumerable.Range(1, 20).Select(number => Telemetry.Log("text " + number, attributes: ("a", new object[] { 1, "b" })))
            )
            .ToByteArray();
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = (round % 4) switch
            {
                0 => RandomBytes(random),
                1 => Mutated(valid, random),
                2 => Mutated(validLogs, random),
                _ => valid[..random.Next(valid.Length)],
            };
            spans.Accept(bytes);
            logs.Accept(bytes);
        }
        var all = new SpanRow[100_000];
        var count = spans.Read(0, all);
        foreach (ref readonly var row in all.AsSpan(0, count))
        {
            row.SpanId.ShouldNotBe(0UL);
            row.Duration.ShouldBeGreaterThanOrEqualTo(0);
            spans.Decode(in row).ShouldNotBeNull();
            _ = tables.Texts[row.Name] + tables.Sources[row.Source].ServiceName;
        }
        spans.Search(TelemetryQuery.Parse("nothing a>1 -b:* duration>1s"), 0, long.MaxValue, (in _) => true);
        logs.Search(TelemetryQuery.Parse("nothing a>1 -b:* level>=warn"), 0, long.MaxValue, (in row) => logs.Decode(in row) is not null);
    }

    [Fact]
    public void What_is_decoded_is_what_was_sent()
    {
        var random = new Random(7);
        var store = new SpanStore(tables, 8 << 20, TimeProvider.System);
        for (ulong number = 1; number <= 300; number++)
        {
            var span = Any(random, (int)number);
            store.Accept(Telemetry.Spans("ordering", span).ToByteArray()).Malformed.ShouldBeFalse();
            var row = store.Trace(number).ShouldHaveSingleItem();
            var data = store.Decode(in row);
            (row.SpanId, row.Start, row.End, row.Kind, row.Status).ShouldBe(
                (number, (long)span.StartTimeUnixNano, (long)span.EndTimeUnixNano, (byte)span.Kind, (byte)span.Status.Code)
            );
            (data.Name, data.StatusMessage, data.TraceState, data.Flags).ShouldBe(
                (span.Name, span.Status.Message, span.TraceState, span.Flags)
            );
            Shown(data.Attributes).ShouldBe(Shown(span.Attributes));
            data.Events.Select(each => (each.Name, each.Time, Shown(each.Attributes)))
                .ShouldBe(span.Events.Select(each => (each.Name, (long)each.TimeUnixNano, Shown(each.Attributes))));
            data.Links.Select(each => (each.SpanId, Shown(each.Attributes)))
                .ShouldBe(
                    span.Links.Select(each =>
                        (System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(each.SpanId.Span), Shown(each.Attributes))
                    )
                );
        }
    }

    [Fact]
    public void Spans_without_valid_ids_are_counted_and_the_others_kept()
    {
        var store = new SpanStore(tables, 1 << 20, TimeProvider.System);
        var zero = Telemetry.Span("zero", trace: 0, id: 1);
        var shortId = Telemetry.Span("short", trace: 1, id: 1);
        shortId.SpanId = ByteString.CopyFrom(1, 2, 3);
        var result = store.Accept(Telemetry.Spans("ordering", zero, shortId, Telemetry.Span("good", trace: 5, id: 5)).ToByteArray());
        result.Rejected.ShouldBe(2);
        result.Message.ShouldNotBeNull().ShouldContain("trace id");
        store.Count.ShouldBe(1);
    }

    [Fact]
    public void A_request_that_is_malformed_at_its_end_keeps_nothing()
    {
        var store = new SpanStore(tables, 1 << 20, TimeProvider.System);
        var valid = Telemetry.Spans("ordering", Telemetry.Span("good", trace: 5, id: 5)).ToByteArray();
        store.Accept([.. valid, 0x0a, 0x05, 0x01]).Malformed.ShouldBeTrue();
        store.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Many_writers_and_readers_see_whole_rows_in_order()
    {
        var store = new SpanStore(tables, 2 << 20, TimeProvider.System);
        var writers = Enumerable
            .Range(0, 4)
            .Select(writer =>
                Task.Run(() =>
                {
                    for (var request = 0; request < 300; request++)
                    {
                        var first = (ulong)((writer * 1_000_000) + (request * 50)) + 1;
                        store.Accept(
                            Telemetry
                                .Spans(
                                    "writer-" + writer,
                                    Enumerable
                                        .Range(0, 50)
                                        .Select(index =>
                                            Telemetry.Span(
                                                "span " + (first + (ulong)index),
                                                trace: first,
                                                id: first + (ulong)index,
                                                error: request % 50 == 0
                                            )
                                        )
                                )
                                .ToByteArray()
                        );
                    }
                })
            )
            .ToList();
        var writing = Task.WhenAll(writers);
        var readers = Enumerable
            .Range(0, 2)
            .Select(_ =>
                Task.Run(() =>
                {
                    var buffer = new SpanRow[1000];
                    while (!writing.IsCompleted)
                    {
                        var last = long.MaxValue;
                        store.Scan(
                            0,
                            long.MaxValue,
                            (in row) =>
                            {
                                row.Sequence.ShouldBeLessThan(last);
                                last = row.Sequence;
                                return true;
                            }
                        );
                        foreach (var row in buffer.AsSpan(0, store.Read(Math.Max(0, store.Newest - 1000), buffer)))
                        {
                            // It may have gone meanwhile, but it is never another's.
                            store.Decode(in row).Name.ShouldBeOneOf("", "span " + row.SpanId);
                        }
                    }
                })
            );
        await Task.WhenAll([writing, .. readers]).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        store.Newest.ShouldBe(4 * 300 * 50);
        (store.Count + store.Dropped).ShouldBe(store.Newest);
        store.Bytes.ShouldBeLessThanOrEqualTo(2 << 20);
    }

    [Fact]
    public void A_search_finds_what_asking_each_row_finds()
    {
        var random = new Random(11);
        var store = new SpanStore(tables, 8 << 20, TimeProvider.System);
        for (var request = 0; request < 60; request++)
        {
            store.Accept(
                Telemetry
                    .Spans("service-" + (request % 3), Enumerable.Range(1, 50).Select(index => Any(random, (request * 50) + index)))
                    .ToByteArray()
            );
        }
        var rows = new SpanRow[10_000];
        var count = store.Read(0, rows);
        foreach (
            var query in new[]
            {
                "red",
                "-red",
                "WORDS",
                "k1=red",
                "k1!=red",
                "k1~e",
                "k2>500000",
                "k3:*",
                "-k3:*",
                "k1=blue k2<900000 resource:service-1",
                "k4=true",
                "k5=1.5",
                "status:error -k1=red duration>3ms",
                "service-2",
                "exception",
            }
        )
        {
            var parsed = TelemetryQuery.Parse(query);
            var found = new List<long>();
            store.Search(
                parsed,
                0,
                long.MaxValue,
                (in row) =>
                {
                    found.Add(row.Sequence);
                    return true;
                }
            );
            var asked = rows.Take(count).Where(row => parsed.Matches(in row, store)).Select(row => row.Sequence).Reverse().ToList();
            found.ShouldBe(asked, query);
        }
        static bool HasRed(SpanData data) =>
            data.Attributes.Any(pair => pair.Key == "k1" && (pair.Value.Text == "red" || pair.Value.Items.Any(item => item.Text == "red")));
        var naive = rows.Take(count).Count(row => HasRed(store.Decode(in row)));
        var fast = 0;
        store.Search(TelemetryQuery.Parse("k1=red"), 0, long.MaxValue, (in _) => ++fast > 0);
        fast.ShouldBe(naive);
        naive.ShouldBeGreaterThan(0);
    }

    private static Span Any(Random random, int number)
    {
        var span = Telemetry.Span(
            random.Next(5) == 0 ? "name " + number : "GET /orders",
            trace: (ulong)number,
            id: (ulong)number,
            parent: (ulong)random.Next(3),
            at: random.Next(1_000_000),
            took: random.Next(10),
            kind: (SpanKind)random.Next(6),
            error: random.Next(4) == 0
        );
        span.TraceState = random.Next(5) == 0 ? "a=b" : "";
        span.Flags = (uint)random.Next(3);
        span.Status.Message = span.Status.Code == StatusCode.Error ? "it failed" : "";
        object[] values =
        [
            "red",
            "blue",
            "Words of more than one",
            "결제",
            7,
            1_000_000L,
            true,
            false,
            1.5,
            -3L,
            new byte[] { 1, 2 },
            new object[] { "red", 2 },
        ];
        for (var attribute = 1; attribute <= 6; attribute++)
        {
            if (random.Next(2) == 0)
            {
                span.Attributes.Add(
                    Telemetry.Attribute(("k" + attribute, attribute == 2 ? random.Next(1_000_000) : values[random.Next(values.Length)]))
                );
            }
        }
        if (random.Next(4) == 0)
        {
            span.Events.Add(
                new Dashboard.Tests.Otlp.Wire.SpanEvent
                {
                    Name = "exception",
                    TimeUnixNano = span.StartTimeUnixNano,
                    Attributes = { Telemetry.Attribute(("exception.type", "System.Exception")) },
                }
            );
        }
        if (random.Next(6) == 0)
        {
            span.Links.Add(
                new Dashboard.Tests.Otlp.Wire.SpanLink
                {
                    TraceId = Telemetry.TraceId(9),
                    SpanId = Telemetry.SpanId(8),
                    Attributes = { Telemetry.Attribute(("x", "y")) },
                }
            );
        }
        return span;
    }

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Mutated(byte[] valid, Random random)
    {
        var bytes = valid.ToArray();
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }
        return bytes;
    }

    private static string Shown(IEnumerable<KeyValuePair<string, AttributeValue>> attributes) =>
        string.Join(';', attributes.Select(pair => $"{pair.Key}={pair.Value}"));

    private static string Shown(IEnumerable<KeyValue> attributes) =>
        string.Join(';', attributes.Select(pair => $"{pair.Key}={OtlpDecoder.Value(pair.Value.ToByteArray())}"));
}
