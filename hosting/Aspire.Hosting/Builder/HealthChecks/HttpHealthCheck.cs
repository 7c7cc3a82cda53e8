using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.HealthChecks;

/// <summary>Healthy while a GET is answered with a status code.</summary>
internal sealed class HttpHealthCheck(
    Func<CancellationToken, ValueTask<Uri>> address,
    int expectedStatus,
    IHttpClientFactory clients,
    ConnectProbe connect
) : IHealthCheck
{
    public static void Register(
        IServiceCollection services,
        string key,
        Func<CancellationToken, ValueTask<Uri>> address,
        int expectedStatus
    )
    {
        services.TryAddSingleton<ConnectProbe>(TcpProbe.ConnectAsync);
        services
            .AddHealthChecks()
            .Add(
                new HealthCheckRegistration(
                    key,
                    provider => new HttpHealthCheck(
                        address,
                        expectedStatus,
                        provider.GetRequiredService<IHttpClientFactory>(),
                        provider.GetRequiredService<ConnectProbe>()
                    ),
                    failureStatus: null,
                    tags: null
                )
            );
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Uri? uri = null;
        try
        {
            uri = await address(cancellationToken).ConfigureAwait(false);
            // What is not on this machine may be behind a proxy that only an HTTP client knows.
            if (
                uri.IsLoopback
                && await connect(uri.Host, uri.Port, cancellationToken).ConfigureAwait(false) is not SocketError.Success and var error
            )
            {
                return HealthCheckResult.Unhealthy($"GET {uri} failed: {new SocketException((int)error).Message}");
            }

            return await AskAsync(clients.CreateClient(nameof(HttpHealthCheck)), uri, expectedStatus, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"GET {uri} failed: {failure.Message}", failure);
        }
    }

    public static async Task<HealthCheckResult> AskAsync(
        HttpClient client,
        Uri uri,
        int expectedStatus,
        CancellationToken cancellationToken
    )
    {
        using var response = await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        return status == expectedStatus
            ? HealthCheckResult.Healthy($"GET {uri}: {status}")
            : HealthCheckResult.Unhealthy($"GET {uri}: {status}, expected {expectedStatus}");
    }
}
