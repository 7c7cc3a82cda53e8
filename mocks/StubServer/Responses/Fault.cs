using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Platform.Mocks.Stubs.Responses;

/// <summary>A broken answer, under WireMock's name for it.</summary>
public sealed class Fault
{
    private static readonly Dictionary<string, Fault> All = new Fault[]
    {
        new("EMPTY_RESPONSE", [], isReset: false),
        new("CONNECTION_RESET_BY_PEER", [], isReset: true),
        new("MALFORMED_RESPONSE_CHUNK", [.. "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8, .. Garbage], isReset: false),
        new("RANDOM_DATA_THEN_CLOSE", [.. Garbage], isReset: false),
    }.ToDictionary(fault => fault.Name);

    private readonly byte[] bytes;
    private readonly bool isReset;

    private Fault(string name, byte[] bytes, bool isReset) => (Name, this.bytes, this.isReset) = (name, bytes, isReset);

    public string Name { get; }

    public static IEnumerable<string> Names => All.Keys;

    private static ReadOnlySpan<byte> Garbage => "lskdu018973t09sylgasjkfg1][]'./.sdlv\r\n"u8;

    public static Fault? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>Writes past the server, straight to the socket, and closes it.</summary>
    public async Task ApplyAsync(HttpContext context)
    {
        // An aborted connection is reset by Kestrel; one that has said its end before is closed as usual.
        if (!isReset && context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            if (bytes.Length > 0)
                await socket.SendAsync(bytes, context.RequestAborted);
            socket.Shutdown(SocketShutdown.Send);
        }
        context.Abort();
    }
}
