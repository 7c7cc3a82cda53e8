using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Platform.Engines.Host.Kafka;

/// <summary>What a client does first: asks who the brokers are, and who of them is the controller.</summary>
internal static class KafkaProbe
{
    private const int LongestAnswer = 1024 * 1024;

    // Size; API 3 (Metadata), version 1, correlation 1, client "probe"; no topics.
    private static readonly byte[] s_request =
    [
        .. (ReadOnlySpan<byte>)[0, 0, 0, 19, 0, 3, 0, 1, 0, 0, 0, 1, 0, 5],
        .. "probe"u8,
        .. (ReadOnlySpan<byte>)[0, 0, 0, 0],
    ];

    /// <exception cref="SocketException">Nobody listens.</exception>
    /// <exception cref="IOException">The answer names no broker.</exception>
    public static async Task AskAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(s_request, cancellationToken);

        var size = new byte[sizeof(int)];
        await stream.ReadExactlyAsync(size, cancellationToken);
        var length = BinaryPrimitives.ReadInt32BigEndian(size);
        if (length is < 2 * sizeof(int) or > LongestAnswer)
        {
            throw new IOException($"Kafka answered a metadata request with {length} bytes.");
        }

        var answer = new byte[length];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        var (correlation, brokers) = (BinaryPrimitives.ReadInt32BigEndian(answer), BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(4)));
        if (correlation != 1 || brokers < 1)
        {
            throw new IOException("Kafka answered a metadata request without naming a broker.");
        }
    }
}
