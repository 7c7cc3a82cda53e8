using System.Buffers.Binary;
using Dashboard.Tests.Otlp.Wire;
using Google.Protobuf;
using Platform.Dashboard.Otlp;
using Platform.Dashboard.Store;

namespace Dashboard.Tests.Otlp;

/// <summary>The hand-written readers against Google's, over requests at random and over such with random damage.</summary>
public class OtlpFuzzTests
{
    private const int Rounds = 400;

    [Fact]
    public void Spans_at_random_are_read_as_google_reads_them()
    {
        var read = 0;
        for (var seed = 0; seed < Rounds; seed++)
        {
            var request = RandomMessages.Of<ExportTraceServiceRequest>(new Random(seed));
            var spans = Kept(request);
            var store = new SpanStore(new TelemetryTables(), 16 << 20, TimeProvider.System);
            var result = store.Accept(request.ToByteArray());
            result.Malformed.ShouldBeFalse($"seed {seed}");
            var rows = new SpanRow[spans.Count + 1];
            store.Read(0, rows).ShouldBe(spans.Count, $"seed {seed}");
            for (var index = 0; index < spans.Count; index++, read++)
            {
                ref readonly var row = ref rows[index];
                var span = spans[index];
                row.TraceId.ShouldBe(BinaryPrimitives.ReadUInt128BigEndian(span.TraceId.Span));
                row.SpanId.ShouldBe(BinaryPrimitives.ReadUInt64BigEndian(span.SpanId.Span));
                store.Texts[row.Name].ShouldBe(span.Name);
                row.Kind.ShouldBe((byte)span.Kind);
                row.Status.ShouldBe((byte)(span.Status?.Code ?? 0));
                Rendered.Of(store.Decode(in row)).ShouldBe(Rendered.Of(span), $"seed {seed}");
            }
        }
        read.ShouldBeGreaterThan(Rounds / 2, "or nothing was compared");
    }

    [Fact]
    public void Log_records_at_random_are_read_as_google_reads_them()
    {
        var read = 0;
        for (var seed = 0; seed < Rounds; seed++)
        {
            var request = RandomMessages.Of<ExportLogsServiceRequest>(new Random(seed));
            var records = request.ResourceLogs.SelectMany(resource => resource.ScopeLogs).SelectMany(scope => scope.LogRecords).ToList();
            var store = new LogStore(new TelemetryTables(), 16 << 20, TimeProvider.System);
            store.Accept(request.ToByteArray()).Malformed.ShouldBeFalse($"seed {seed}");
            var rows = new LogRow[records.Count + 1];
            store.Read(0, rows).ShouldBe(records.Count, $"seed {seed}");
            for (var index = 0; index < records.Count; index++, read++)
            {
                Rendered.Of(store.Decode(in rows[index])).ShouldBe(Rendered.Of(records[index]), $"seed {seed}");
            }
        }
        read.ShouldBeGreaterThan(Rounds / 2, "or nothing was compared");
    }

    [Fact]
    public void Damage_that_google_refuses_is_refused_and_no_damage_throws()
    {
        var (taken, refused, stricter) = (0, 0, 0);
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            Judge(OtlpSignal.Traces, RandomMessages.Of<ExportTraceServiceRequest>(random), random);
            Judge(OtlpSignal.Logs, RandomMessages.Of<ExportLogsServiceRequest>(random), random);
            Judge(OtlpSignal.Metrics, RandomMessages.Of<ExportMetricsServiceRequest>(random), random);

            void Judge<T>(OtlpSignal signal, T message, Random random)
                where T : IMessage<T>, new()
            {
                var valid = message.ToByteArray();
                Accept(signal, valid).Malformed.ShouldBeFalse($"{signal}, seed {seed}");
                for (var turn = 0; turn < 5 && valid.Length > 0; turn++)
                {
                    var bytes = Damage(valid, random);
                    var ours = !Accept(signal, bytes).Malformed;
                    var googles = Parses(new MessageParser<T>(() => new T()), bytes);
                    // Of metrics only what is shown is read, and what is not read is not checked.
                    (ours && !googles && signal != OtlpSignal.Metrics).ShouldBeFalse(
                        $"{signal}, seed {seed}, turn {turn}: {Convert.ToHexString(bytes)}"
                    );
                    taken += ours ? 1 : 0;
                    refused += googles ? 0 : 1;
                    stricter += googles && !ours ? 1 : 0;
                }
            }
        }
        taken.ShouldBeGreaterThan(Rounds);
        refused.ShouldBeGreaterThan(Rounds);
        // Google skips groups and cuts numbers of too many bits; we refuse both. Few hits make such.
        stricter.ShouldBeLessThan(taken / 5);
    }

    private static IngestResult Accept(OtlpSignal signal, byte[] bytes) =>
        signal switch
        {
            OtlpSignal.Traces => new SpanStore(new TelemetryTables(), 16 << 20, TimeProvider.System).Accept(bytes),
            OtlpSignal.Logs => new LogStore(new TelemetryTables(), 16 << 20, TimeProvider.System).Accept(bytes),
            _ => new Platform.Dashboard.Metrics.MetricStore(16 << 20).Accept(bytes),
        };

    private static List<Span> Kept(ExportTraceServiceRequest request) =>
        [
            .. request
                .ResourceSpans.SelectMany(resource => resource.ScopeSpans)
                .SelectMany(scope => scope.Spans)
                .Where(span =>
                    span.TraceId.Length == 16
                    && span.SpanId.Length == 8
                    && span.TraceId.Any(value => value != 0)
                    && span.SpanId.Any(value => value != 0)
                ),
        ];

    private static byte[] Damage(byte[] valid, Random random)
    {
        var bytes = valid.ToList();
        for (var hits = random.Next(1, 4); hits > 0; hits--)
        {
            var place = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 2 when bytes.Count > 1:
                    bytes.RemoveAt(place);
                    break;
                case 3:
                    bytes.Insert(place, (byte)random.Next(256));
                    break;
                default:
                    bytes.RemoveRange(place, bytes.Count - place);
                    bytes.Add((byte)random.Next(256));
                    break;
            }
        }
        return [.. bytes];
    }

    private static bool Parses<T>(MessageParser<T> parser, byte[] bytes)
        where T : IMessage<T>
    {
        try
        {
            parser.ParseFrom(bytes);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }
}
