using System.Net.Sockets;
using System.Text;
using WireMock.Server;

namespace Platform.Mocks.Tests.StubServer;

/// <summary>On the wire, since clients call every fault the same.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly WireMockServer server = WireMockServer.Start();

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData("EMPTY_RESPONSE", "")]
    [InlineData("MALFORMED_RESPONSE_CHUNK", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nlskdu")]
    [InlineData("RANDOM_DATA_THEN_CLOSE", "lskdu")]
    public async Task A_fault_ends_the_connection_after_what_it_sends(string fault, string start)
    {
        var (received, wasReset) = await AskAsync(fault);

        wasReset.ShouldBeFalse();
        if (start.Length == 0)
            received.ShouldBeEmpty();
        else
            received.ShouldStartWith(start);
    }

    [Fact]
    public async Task A_reset_is_a_reset()
    {
        var (received, wasReset) = await AskAsync("CONNECTION_RESET_BY_PEER");

        (received, wasReset).ShouldBe(("", true));
    }

    private async Task<(string Received, bool WasReset)> AskAsync(string fault)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var admin = server.CreateClient();
        using var stub = new StringContent($$"""{ "request": { "urlPath": "/x" }, "response": { "fault": "{{fault}}" } }""");
        (await admin.PostAsync("/__admin/mappings", stub, cancellation)).EnsureSuccessStatusCode();
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Port, cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync("GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), cancellation);
        var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received, cancellation);
            return (Encoding.UTF8.GetString(received.ToArray()), false);
        }
        catch (IOException broken) when (broken.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return (Encoding.UTF8.GetString(received.ToArray()), true);
        }
    }
}
