using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CommunityToolkit.Aspire.Hosting.Minio;

/// <summary>
/// Healthy when <c>GET /minio/health/live</c> is answered with 200. Asked on a bare socket: an HTTP client would cost the host tens of
/// milliseconds of JIT at start.
/// </summary>
internal sealed class MinioHealthCheck(MinioContainerResource minio) : IHealthCheck
{
    private const string Path = "/minio/health/live";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var status = await AskAsync(cancellationToken).ConfigureAwait(false);
            return status?.Split(' ') is [_, "200", ..]
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(
                    context.Registration.FailureStatus,
                    $"MinIO '{minio.Name}' answered GET {Path} with '{status ?? "end of stream"}'."
                );
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }

    private async Task<string?> AskAsync(CancellationToken cancellationToken)
    {
        var host = await minio.Host.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var port = await minio.Port.GetValueAsync(cancellationToken).ConfigureAwait(false);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host!, int.Parse(port!, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        await using var stream = new NetworkStream(socket);
        var request = $"GET {Path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken).ConfigureAwait(false);
        using var answer = new StreamReader(stream, Encoding.ASCII);
        return await answer.ReadLineAsync(cancellationToken).ConfigureAwait(false);
    }
}
