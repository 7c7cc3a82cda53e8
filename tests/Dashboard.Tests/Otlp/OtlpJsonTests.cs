using System.Text;
using Dashboard.Tests.Otlp.Wire;
using Google.Protobuf;
using Platform.Dashboard;
using Platform.Dashboard.Otlp;

namespace Dashboard.Tests.Otlp;

public class OtlpJsonTests
{
    private readonly Intake intake = new(new DashboardOptions());

    [Fact]
    public void Random_requests_of_all_signals_are_the_same_in_json_as_in_protobuf()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            Check(RandomMessages.Of<ExportTraceServiceRequest>(random), OtlpSignal.Traces, random, seed);
            Check(RandomMessages.Of<ExportLogsServiceRequest>(random), OtlpSignal.Logs, random, seed);
            Check(RandomMessages.Of<ExportMetricsServiceRequest>(random), OtlpSignal.Metrics, random, seed);
        }
        intake.InFlight.ShouldBe(0);
    }

    [Fact]
    public void Json_cut_off_anywhere_is_malformed_and_never_more()
    {
        var json = OtlpJsonWriter.Write(RandomMessages.Of<ExportMetricsServiceRequest>(new Random(4)));
        for (var length = 0; length < json.Length; length += 1 + json.Length / 500)
        {
            Should.Throw<OtlpRefusal>(() => Transcode(OtlpSignal.Metrics, json[..length])).HttpStatus.ShouldBe(400);
        }
        intake.InFlight.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"\ud800"}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"kind":"SPAN_KIND_WRONG"}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":1.5}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":7}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"flags":-1}]}]}]}""")]
    [InlineData("""{"resourceSpans":[null]}""")]
    public void Values_of_the_wrong_kind_are_malformed(string json) =>
        Should.Throw<OtlpRefusal>(() => Transcode(OtlpSignal.Traces, json)).HttpStatus.ShouldBe(400);

    [Fact]
    public void Nesting_beyond_measure_is_malformed()
    {
        var json = new StringBuilder("""{"resourceSpans":[{"resource":{"attributes":[{"value":""");
        for (var depth = 0; depth < 1000; depth++)
        {
            json.Append("""{"arrayValue":{"values":[""");
        }
        Should.Throw<OtlpRefusal>(() => Transcode(OtlpSignal.Traces, json.ToString())).HttpStatus.ShouldBe(400);
    }

    private void Check<T>(T message, OtlpSignal signal, Random random, int seed)
        where T : IMessage<T>, new()
    {
        // Through protobuf once: a oneof that was set twice keeps its last.
        var expected = new MessageParser<T>(() => new T()).ParseFrom(message.ToByteArray());
        foreach (var json in (string[])[OtlpJsonWriter.Write(expected), OtlpJsonWriter.Write(expected, random)])
        {
            new MessageParser<T>(() => new T()).ParseFrom(Transcode(signal, json)).ShouldBe(expected, $"seed {seed}: {json}");
        }
    }

    private byte[] Transcode(OtlpSignal signal, string json)
    {
        var bytes = new PooledBytes(intake);
        bytes.Append(Encoding.UTF8.GetBytes(json));
        using var written = OtlpJson.ToProtobuf(signal, bytes, intake);
        return written.Written.ToArray();
    }
}
