using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Elasticsearch;

/// <summary>
/// Healthy when <c>GET /_cluster/health</c> takes the password, is answered with 200, and the cluster is not red. Asked on a bare socket: an HTTP
/// client would cost the host tens of milliseconds of JIT at start.
/// </summary>
internal sealed class ElasticsearchHealthCheck(ElasticsearchResource elasticsearch) : IHealthCheck
{
    private const string Path = "/_cluster/health";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var answer = await AskAsync(cancellationToken).ConfigureAwait(false);
            var status = answer.Split('\r')[0];
            if (status.Split(' ') is not [_, "200", ..])
            {
                return Failed($"Elasticsearch '{elasticsearch.Name}' answered GET {Path} with '{status}'.");
            }

            return answer.Replace(" ", "").Contains("\"status\":\"red\"", StringComparison.Ordinal)
                ? Failed($"Elasticsearch '{elasticsearch.Name}' is red: a primary shard is missing.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Failed(exception.Message, exception);
        }

        HealthCheckResult Failed(string what, Exception? exception = null) => new(context.Registration.FailureStatus, what, exception);
    }

    private async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        var endpoint = elasticsearch.PrimaryEndpoint;
        var host = await endpoint.Property(EndpointProperty.Host).GetValueAsync(cancellationToken).ConfigureAwait(false);
        var port = await endpoint.Property(EndpointProperty.Port).GetValueAsync(cancellationToken).ConfigureAwait(false);
        var password = await elasticsearch.PasswordParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ElasticsearchResource.UserName}:{password}"));
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host!, int.Parse(port!, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        await using var stream = new NetworkStream(socket);
        var request =
            $"GET {Path} HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Basic {credentials}\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken).ConfigureAwait(false);
        using var answer = new StreamReader(stream, Encoding.UTF8);
        return await answer.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }
}
