using Dashboard.Tests.Otlp.Wire;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Platform.Dashboard.Otlp;

namespace Dashboard.Tests.Otlp;

public class OtlpGrpcTests
{
    private static readonly ExportTraceServiceRequest Request = Telemetry.Spans("ordering", Telemetry.Span("GET /orders", trace: 1, id: 2));
    private static readonly byte[] Bytes = Request.ToByteArray();

    [Theory]
    [InlineData("trace.v1.TraceService", "Traces")]
    [InlineData("logs.v1.LogsService", "Logs")]
    [InlineData("metrics.v1.MetricsService", "Metrics")]
    public async Task Each_signals_export_is_taken_and_answered_with_an_empty_message(string service, string signal)
    {
        await using var server = await OtlpServer.StartAsync();
        var answer = await server.CallAsync(OtlpServer.Frame(Bytes), $"/opentelemetry.proto.collector.{service}/Export");
        answer.Status.ShouldBe(0, answer.Message);
        answer.Body.ShouldBe(new byte[5]);
        var (received, request) = server.Sink.Received.ShouldHaveSingleItem();
        received.ToString().ShouldBe(signal);
        request.ShouldBe(Bytes);
    }

    [Fact]
    public async Task A_compressed_message_is_decompressed()
    {
        await using var server = await OtlpServer.StartAsync();
        var answer = await server.CallAsync(OtlpServer.Frame(OtlpServer.Gzip(Bytes), flag: 1), headers: ("grpc-encoding", "gzip"));
        answer.Status.ShouldBe(0, answer.Message);
        server.Sink.Received.ShouldHaveSingleItem().Request.ShouldBe(Bytes);
    }

    [Fact]
    public async Task A_message_of_many_megabytes_arrives_whole()
    {
        await using var server = await OtlpServer.StartAsync();
        var large = new byte[20 << 20];
        new Random(1).NextBytes(large);
        (await server.CallAsync(OtlpServer.Frame(large))).Status.ShouldBe(0);
        server.Sink.Received.ShouldHaveSingleItem().Request.AsSpan().SequenceEqual(large).ShouldBeTrue();
        (await server.CallAsync(OtlpServer.Frame(OtlpServer.Gzip(large), 1), headers: ("grpc-encoding", "gzip"))).Status.ShouldBe(0);
        server.Sink.Received[1].Request.AsSpan().SequenceEqual(large).ShouldBeTrue();
    }

    [Fact]
    public async Task Rejected_spans_are_told_as_partial_success()
    {
        await using var server = await OtlpServer.StartAsync();
        server.Sink.Answer = new IngestResult(Rejected: 300, Message: "no room");
        var answer = await server.CallAsync(OtlpServer.Frame(Bytes));
        answer.Status.ShouldBe(0);
        var response = ExportServiceResponse.Parser.ParseFrom(answer.Body.AsSpan(5));
        (response.PartialSuccess.Rejected, response.PartialSuccess.ErrorMessage).ShouldBe((300, "no room"));
    }

    [Theory]
    [InlineData(new byte[] { }, 3)]
    [InlineData(new byte[] { 0, 0, 0 }, 3)]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 }, 3)]
    [InlineData(new byte[] { 7, 0, 0, 0, 0 }, 3)]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, 3)]
    [InlineData(new byte[] { 1, 0, 0, 0, 1, 5 }, 3)]
    public async Task What_is_no_frame_is_invalid(byte[] body, int status)
    {
        await using var server = await OtlpServer.StartAsync();
        (await server.CallAsync(body)).Status.ShouldBe(status);
        server.Sink.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_says_gzip_and_is_not_is_invalid()
    {
        await using var server = await OtlpServer.StartAsync();
        (await server.CallAsync(OtlpServer.Frame("no gzip at all"u8, flag: 1), headers: ("grpc-encoding", "gzip"))).Status.ShouldBe(3);
    }

    [Fact]
    public async Task Other_compressions_and_methods_are_unimplemented_and_a_wrong_message_is_invalid()
    {
        await using var server = await OtlpServer.StartAsync();
        var zstd = await server.CallAsync(OtlpServer.Frame(Bytes, flag: 1), headers: ("grpc-encoding", "zstd"));
        zstd.Status.ShouldBe(12);
        zstd.Message.ShouldNotBeNull().ShouldContain("zstd");
        (await server.CallAsync(OtlpServer.Frame(Bytes), "/grpc.health.v1.Health/Check")).Status.ShouldBe(12);
        server.Sink.Answer = new IngestResult(Malformed: true, Message: "not a request — at all");
        var malformed = await server.CallAsync(OtlpServer.Frame(Bytes));
        malformed.Status.ShouldBe(3);
        Uri.UnescapeDataString(malformed.Message!).ShouldBe("not a request — at all");
    }

    [Fact]
    public async Task What_is_too_large_is_refused_for_good_even_where_only_its_decompressed_size_is()
    {
        await using var server = await OtlpServer.StartAsync(options => options with { MaxRequestBytes = 1 << 20 });
        var declared = await server.CallAsync(OtlpServer.Frame(new byte[(1 << 20) + 1]));
        var bomb = await server.CallAsync(
            OtlpServer.Frame(OtlpServer.Gzip(new byte[(1 << 20) + 1]), flag: 1),
            headers: ("grpc-encoding", "gzip")
        );
        var fits = await server.CallAsync(
            OtlpServer.Frame(OtlpServer.Gzip(new byte[1 << 20]), flag: 1),
            headers: ("grpc-encoding", "gzip")
        );
        (declared.Status, declared.Details).ShouldBe((8, null));
        (bomb.Status, bomb.Details).ShouldBe((8, null));
        fits.Status.ShouldBe(0);
        server.Get<Intake>().InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Only_who_has_one_of_the_two_keys_may_send()
    {
        await using var server = await OtlpServer.StartAsync(options =>
            options with
            {
                OtlpApiKey = "first",
                SecondaryOtlpApiKey = "second",
            }
        );
        (await server.CallAsync(OtlpServer.Frame(Bytes))).Status.ShouldBe(16);
        (await server.CallAsync(OtlpServer.Frame(Bytes), headers: ("x-otlp-api-key", "third"))).Status.ShouldBe(16);
        (await server.CallAsync(OtlpServer.Frame(Bytes), headers: ("x-otlp-api-key", ""))).Status.ShouldBe(16);
        server.Sink.Received.ShouldBeEmpty();
        (await server.CallAsync(OtlpServer.Frame(Bytes), headers: ("x-otlp-api-key", "first"))).Status.ShouldBe(0);
        (await server.CallAsync(OtlpServer.Frame(Bytes), headers: ("x-otlp-api-key", "second"))).Status.ShouldBe(0);
    }

    [Fact]
    public async Task A_sink_that_fails_is_an_internal_error_and_frees_its_bytes()
    {
        await using var server = await OtlpServer.StartAsync(options =>
            options with
            {
                Services = services => services.AddSingleton<ITelemetrySink>(new FailingSink()),
            }
        );
        var answer = await server.CallAsync(OtlpServer.Frame(Bytes));
        answer.Status.ShouldBe(13);
        answer.Message.ShouldNotBeNull().ShouldNotContain("secret of the sink");
        server.Get<Intake>().InFlight.ShouldBe(0);
    }

    private sealed class FailingSink : ITelemetrySink
    {
        public IngestResult Accept(OtlpSignal signal, ReadOnlySpan<byte> request) =>
            throw new InvalidOperationException("secret of the sink");
    }
}
