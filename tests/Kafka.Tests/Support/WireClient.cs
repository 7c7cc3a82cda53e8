using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Support;

/// <summary>One connection that speaks the protocol byte by byte, for what no client library would send.</summary>
internal sealed class WireClient : IDisposable
{
    public const string ClientId = "wire";

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private int _correlation;

    public static async Task<WireClient> ConnectAsync(int port)
    {
        var client = new WireClient();
        await client._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        return client;
    }

    /// <summary>Sends one request and returns its response, at the body.</summary>
    public async Task<RequestReader> AskAsync(ApiKey key, short version, Action<ResponseWriter>? body = null)
    {
        var correlation = await SendAsync(key, version, body);
        return await ReceiveAsync(key, version, correlation);
    }

    /// <summary>Sends one request; the correlation id of its response.</summary>
    public async Task<int> SendAsync(ApiKey key, short version, Action<ResponseWriter>? body = null)
    {
        var correlation = ++_correlation;
        await SendRawAsync(Frame(key, version, correlation, body));
        return correlation;
    }

    public async Task<RequestReader> ReceiveAsync(ApiKey key, short version, int correlation)
    {
        var frame =
            await ReceiveFrameAsync() ?? throw new EndOfStreamException($"the broker closed the connection instead of answering {key}");
        var reader = new RequestReader(frame);
        reader.Int32().ShouldBe(correlation);
        var range = ApiTable.Find(key)!;
        reader.Flexible = range.Serves(version) && range.IsFlexible(version);
        if (key != ApiKey.ApiVersions)
        {
            reader.TaggedFields();
        }

        return reader;
    }

    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes)
    {
        for (var rest = bytes; !rest.IsEmpty; )
        {
            rest = rest[await _socket.SendAsync(rest)..];
        }
    }

    /// <summary>The next frame without its length; null at the end of the stream.</summary>
    public async Task<byte[]?> ReceiveFrameAsync()
    {
        var length = await ReceiveAsync(4);
        return length is null ? null : await ReceiveAsync(BinaryPrimitives.ReadInt32BigEndian(length));
    }

    /// <summary>True once the broker has closed the connection without another byte.</summary>
    public async Task<bool> IsClosedAsync() => await ReceiveAsync(1) is null;

    public void Dispose() => _socket.Dispose();

    public static byte[] Frame(ApiKey key, short version, int correlation, Action<ResponseWriter>? body)
    {
        using var writer = new ResponseWriter();
        writer.Int32(0);
        writer.Int16((short)key);
        writer.Int16(version);
        writer.Int32(correlation);
        writer.NullableString(ClientId);
        if (ApiTable.Find(key) is { } range && range.Serves(version) && range.IsFlexible(version))
        {
            writer.Flexible = true;
            writer.TaggedFields();
        }

        body?.Invoke(writer);
        writer.PatchInt32(0, writer.Length - 4);
        return writer.Written.ToArray();
    }

    private async Task<byte[]?> ReceiveAsync(int count)
    {
        var bytes = new byte[count];
        for (var got = 0; got < count; )
        {
            int read;
            try
            {
                read = await _socket.ReceiveAsync(bytes.AsMemory(got));
            }
            catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
            {
                return null;
            }

            if (read == 0)
            {
                return null;
            }

            got += read;
        }

        return bytes;
    }
}
