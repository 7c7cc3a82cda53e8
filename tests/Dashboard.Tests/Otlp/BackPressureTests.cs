using System.Net;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;

namespace Dashboard.Tests.Otlp;

public class BackPressureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_exceeds_the_bytes_in_flight_is_told_to_come_again_and_is_taken_then()
    {
        await using var server = await OtlpServer.StartAsync(options => options with { MaxRequestBytes = 6000, MaxBytesInFlight = 10_000 });
        var body = Telemetry.Spans("a", Telemetry.Span(new string('x', 5500), 1, 1)).ToByteArray();

        // Half an export: its bytes are counted once the server asks for them with 100 Continue.
        using var half = new TcpClient();
        await half.ConnectAsync(IPAddress.Loopback, server.Http.BaseAddress!.Port, Cancel);
        var stream = half.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\nContent-Length: {body.Length}\r\nExpect: 100-continue\r\n\r\n"
            ),
            Cancel
        );
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync(Cancel)).ShouldBe("HTTP/1.1 100 Continue");
        await reader.ReadLineAsync(Cancel);

        using (var http = await server.PostAsync(body))
        {
            http.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            http.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        }
        using (var compressed = await server.PostAsync(OtlpServer.Gzip(body), coding: "gzip"))
        {
            compressed.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        var grpc = await server.CallAsync(OtlpServer.Frame(body));
        grpc.Status.ShouldBe(8);
        Encoding.ASCII.GetString(Convert.FromBase64String(Pad(grpc.Details!))).ShouldContain("type.googleapis.com/google.rpc.RetryInfo");
        server.Sink.Received.ShouldBeEmpty();

        await stream.WriteAsync(body, Cancel);
        (await reader.ReadLineAsync(Cancel)).ShouldBe("HTTP/1.1 200 OK");
        (await server.CallAsync(OtlpServer.Frame(body))).Status.ShouldBe(0);
        using var again = await server.PostAsync(body);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Sink.Received.Count.ShouldBe(3);
    }

    private static string Pad(string base64) => base64 + new string('=', (4 - base64.Length % 4) % 4);
}
