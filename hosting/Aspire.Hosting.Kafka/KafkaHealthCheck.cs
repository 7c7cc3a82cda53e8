using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Kafka;

/// <summary>
/// Healthy when the broker answers a metadata request and names itself, as a client would need it to. Spoken on a bare socket: Aspire
/// produces a message with librdkafka, a native library that a host which asks one question can do without.
/// </summary>
internal sealed class KafkaHealthCheck(KafkaServerResource kafka) : IHealthCheck
{
    private const int LongestAnswer = 1024 * 1024;

    // Size; API 3 (Metadata), version 1, correlation 1, client "health"; no topics.
    private static readonly byte[] s_request =
    [
        .. (ReadOnlySpan<byte>)[0, 0, 0, 20, 0, 3, 0, 1, 0, 0, 0, 1, 0, 6],
        .. "health"u8,
        .. (ReadOnlySpan<byte>)[0, 0, 0, 0],
    ];

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await AskAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var host = await kafka.Host.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var port = await kafka.Port.GetValueAsync(cancellationToken).ConfigureAwait(false);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host!, int.Parse(port!, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(s_request, cancellationToken).ConfigureAwait(false);

        var size = new byte[4];
        await stream.ReadExactlyAsync(size, cancellationToken).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadInt32BigEndian(size);
        if (length is < 12 or > LongestAnswer)
        {
            throw new IOException($"Kafka '{kafka.Name}' answered a metadata request with {length} bytes.");
        }

        var answer = new byte[length];
        await stream.ReadExactlyAsync(answer, cancellationToken).ConfigureAwait(false);
        var (correlation, brokers) = (BinaryPrimitives.ReadInt32BigEndian(answer), BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(4)));
        if (correlation != 1 || brokers < 1)
        {
            throw new IOException($"Kafka '{kafka.Name}' answered a metadata request without naming a broker.");
        }
    }
}
