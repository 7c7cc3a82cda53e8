using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Redis;

/// <summary>
/// Healthy when the server answers <c>PING</c>. Spoken on a bare socket: the client library would cost the host tens of milliseconds of JIT
/// at start and keep reconnecting in the background, for one question.
/// </summary>
internal sealed class RedisHealthCheck(RedisResource redis) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await PingAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }

    private async Task PingAsync(CancellationToken cancellationToken)
    {
        var host = await redis.Host.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var port = await redis.Port.GetValueAsync(cancellationToken).ConfigureAwait(false);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host!, int.Parse(port!, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        await using var stream = new NetworkStream(socket);
        using var replies = new StreamReader(stream, Encoding.UTF8);

        if (redis.PasswordParameter is { } parameter)
        {
            var password = await parameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
            await AskAsync("+OK", "AUTH", password ?? "").ConfigureAwait(false);
        }

        await AskAsync("+PONG", "PING").ConfigureAwait(false);

        async Task AskAsync(string expected, params string[] words)
        {
            await stream.WriteAsync(Encode(words), cancellationToken).ConfigureAwait(false);
            var reply = await replies.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (reply != expected)
            {
                throw new IOException($"Redis '{redis.Name}' answered {words[0]} with '{reply ?? "end of stream"}'.");
            }
        }
    }

    private static byte[] Encode(string[] words)
    {
        var command = new StringBuilder($"*{words.Length}\r\n");
        foreach (var word in words)
        {
            command.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        }

        return Encoding.UTF8.GetBytes(command.ToString());
    }
}
