using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Platform.Hosting.Tests.Support;

/// <summary>One metadata request (version 1) of a client that knows nothing of us.</summary>
internal static class KafkaClient
{
    public static async Task<(string Broker, int Partitions)> MetadataAsync(
        string bootstrap,
        string topic,
        CancellationToken cancellationToken
    )
    {
        var (host, port) = (bootstrap.Split(':')[0], int.Parse(bootstrap.Split(':')[1]));
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, cancellationToken);
        var stream = client.GetStream();
        byte[] body = [0, 3, 0, 1, 0, 0, 0, 7, .. String("test"), 0, 0, 0, 1, .. String(topic)];
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, body.Length);
        await stream.WriteAsync((byte[])[.. size, .. body], cancellationToken);

        await stream.ReadExactlyAsync(size, cancellationToken);
        var answer = new byte[BinaryPrimitives.ReadInt32BigEndian(size)];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        return Read(answer);
    }

    private static (string Broker, int Partitions) Read(byte[] answer)
    {
        var at = 4;
        Int32().ShouldBe(1);
        Int32();
        var broker = $"{Text()}:{Int32()}";
        Text();
        Int32();
        Int32().ShouldBe(1);
        Int16().ShouldBe(0);
        Text();
        at++;
        return (broker, Int32());

        int Int32() => BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan((at += 4) - 4));
        int Int16() => BinaryPrimitives.ReadInt16BigEndian(answer.AsSpan((at += 2) - 2));
        string Text()
        {
            var length = Math.Max(0, Int16());
            return Encoding.UTF8.GetString(answer, (at += length) - length, length);
        }
    }

    private static byte[] String(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [(byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
    }
}
