using System.Net;
using System.Text;
using System.Text.Json;
using Dashboard.Tests.Otlp.Wire;
using Google.Protobuf;
using Platform.Dashboard.Otlp;

namespace Dashboard.Tests.Otlp;

public class OtlpHttpTests
{
    private static readonly ExportTraceServiceRequest Request = Telemetry.Spans("ordering", Telemetry.Span("GET /orders", trace: 1, id: 2));
    private static readonly byte[] Bytes = Request.ToByteArray();
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/v1/traces", "Traces")]
    [InlineData("/v1/logs", "Logs")]
    [InlineData("/v1/metrics", "Metrics")]
    public async Task Protobuf_is_taken_and_answered_in_protobuf(string path, string signal)
    {
        await using var server = await OtlpServer.StartAsync();
        using var response = await server.PostAsync(Bytes, path: path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-protobuf");
        (await response.Content.ReadAsByteArrayAsync(Cancel)).ShouldBeEmpty();
        var (received, request) = server.Sink.Received.ShouldHaveSingleItem();
        received.ToString().ShouldBe(signal);
        request.ShouldBe(Bytes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    public async Task Json_is_taken_as_the_same_request_and_answered_in_json(string? coding)
    {
        await using var server = await OtlpServer.StartAsync();
        var json = Encoding.UTF8.GetBytes(OtlpJsonWriter.Write(Request));
        using var response = await server.PostAsync(
            coding is null ? json : OtlpServer.Gzip(json),
            "application/json; charset=utf-8",
            coding: coding
        );
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldBe("{}");
        ExportTraceServiceRequest.Parser.ParseFrom(server.Sink.Received.ShouldHaveSingleItem().Request).ShouldBe(Request);
    }

    [Fact]
    public async Task Gzip_of_protobuf_is_decompressed()
    {
        await using var server = await OtlpServer.StartAsync();
        using var response = await server.PostAsync(OtlpServer.Gzip(Bytes), coding: "gzip");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Sink.Received.ShouldHaveSingleItem().Request.ShouldBe(Bytes);
    }

    [Fact]
    public async Task Rejections_are_told_in_the_requests_encoding()
    {
        await using var server = await OtlpServer.StartAsync();
        server.Sink.Answer = new IngestResult(Rejected: 2, Message: "too old");
        using var binary = await server.PostAsync(Bytes);
        var response = ExportServiceResponse.Parser.ParseFrom(await binary.Content.ReadAsByteArrayAsync(Cancel));
        (response.PartialSuccess.Rejected, response.PartialSuccess.ErrorMessage).ShouldBe((2, "too old"));
        foreach (
            var (path, count) in ((string, string)[])
                [("/v1/traces", "rejectedSpans"), ("/v1/logs", "rejectedLogRecords"), ("/v1/metrics", "rejectedDataPoints")]
        )
        {
            using var text = await server.PostAsync("{}"u8.ToArray(), "application/json", path);
            (await text.Content.ReadAsStringAsync(Cancel)).ShouldBe(
                $$$"""{"partialSuccess":{"{{{count}}}":"2","errorMessage":"too old"}}"""
            );
        }
    }

    [Theory]
    [InlineData("not json", "application/json", null, 400)]
    [InlineData("[]", "application/json", null, 400)]
    [InlineData("""{"resourceSpans":{}}""", "application/json", null, 400)]
    [InlineData("""{"resourceSpans":[]} trailing""", "application/json", null, 400)]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"xyz"}]}]}]}""", "application/json", null, 400)]
    [InlineData("no gzip", "application/x-protobuf", "gzip", 400)]
    [InlineData("", "application/x-protobuf", "zstd", 415)]
    [InlineData("", "text/plain", null, 415)]
    public async Task What_cannot_be_read_is_refused_with_a_status_in_the_requests_encoding(
        string body,
        string type,
        string? coding,
        int status
    )
    {
        await using var server = await OtlpServer.StartAsync();
        using var response = await server.PostAsync(Encoding.UTF8.GetBytes(body), type, coding: coding);
        ((int)response.StatusCode).ShouldBe(status);
        var answer = await response.Content.ReadAsByteArrayAsync(Cancel);
        if (type == "application/json")
        {
            using var json = JsonDocument.Parse(answer);
            json.RootElement.GetProperty("code").GetInt32().ShouldBe(3);
            json.RootElement.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        }
        else
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-protobuf");
            answer[0].ShouldBe((byte)0x08);
        }
        server.Sink.Received.ShouldBeEmpty();
        server.Get<Intake>().InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Other_paths_and_methods_are_told_apart()
    {
        await using var server = await OtlpServer.StartAsync();
        (await server.PostAsync(Bytes, path: "/v1/profiles")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var get = await server.Http.GetAsync("/v1/traces", Cancel);
        get.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        get.Content.Headers.Allow.ShouldContain("POST");
    }

    [Fact]
    public async Task Only_who_has_the_key_may_send()
    {
        await using var server = await OtlpServer.StartAsync(options => options with { OtlpApiKey = "key" });
        (await server.PostAsync(Bytes)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.PostAsync(Bytes, headers: ("x-otlp-api-key", "wrong"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.PostAsync(Bytes, headers: ("x-otlp-api-key", "key"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Sink.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_with_413()
    {
        await using var server = await OtlpServer.StartAsync(options => options with { MaxRequestBytes = 1 << 16 });
        (await server.PostAsync(new byte[(1 << 16) + 1])).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await server.PostAsync(OtlpServer.Gzip(new byte[1 << 20]), coding: "gzip")).StatusCode.ShouldBe(
            HttpStatusCode.RequestEntityTooLarge
        );
        server.Get<Intake>().InFlight.ShouldBe(0);
    }
}
