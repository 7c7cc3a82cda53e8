using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Elasticsearch;
using Platform.ServiceDefaults.Tls;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stands for the client integration Aspire.Elastic.Clients.Elasticsearch; the client is one of ours, with what services need of it.</summary>
public static class ElasticsearchExtensions
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Registers a singleton <see cref="IElasticsearchClient"/> for <c>ConnectionStrings:{connectionName}</c> (also keyed by that name), with health
    /// check and telemetry. Time limits and retries are those of <c>Resilience:{connectionName}</c>; only what may be done twice is done again. A
    /// cluster that is absent at start fails the calls, not the service.
    /// </summary>
    public static void AddElasticsearchClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<ElasticsearchSettings>? configureSettings = null
    )
    {
        const string section = "Aspire:Elastic:Clients:Elasticsearch";
        var settings = new ElasticsearchSettings();
        builder.Configuration.GetSection(section).Bind(settings);
        builder.Configuration.GetSection($"{section}:{connectionName}").Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        var services = builder.Services;
        services
            .AddHttpClient(connectionName)
            .ConfigurePrimaryHttpMessageHandler(() =>
                CertificateAuthority.Handler(
                    Connection().Authority is { } path ? CertificateAuthority.Load(connectionName, path) : null,
                    ConnectTimeout
                )
            );
        services.AddKeyedSingleton(
            connectionName,
            (all, _) =>
            {
                var connection = Connection();
                var telemetry = new ElasticsearchTelemetry(connection.Endpoint, traced: !settings.DisableTracing);
                var clients = all.GetRequiredService<IHttpClientFactory>();
                return new ElasticsearchClient(new(clients, connectionName, connection, telemetry));
            }
        );
        services.AddKeyedSingleton<IElasticsearchClient>(
            connectionName,
            (all, _) => all.GetRequiredKeyedService<ElasticsearchClient>(connectionName)
        );
        services.TryAddSingleton<IElasticsearchClient>(all => all.GetRequiredKeyedService<ElasticsearchClient>(connectionName));
        if (settings.DisableHealthChecks)
            return;
        services
            .AddHealthChecks()
            .Add(
                new HealthCheckRegistration(
                    connectionName,
                    all => new ElasticsearchHealthCheck(all.GetRequiredKeyedService<ElasticsearchClient>(connectionName)),
                    settings.FailureStatus,
                    tags: null,
                    HealthTimeout
                )
            );

        ElasticsearchConnectionString Connection() =>
            ElasticsearchConnectionString.Parse(
                connectionName,
                settings.ConnectionString ?? throw new InvalidOperationException(ConnectionStrings.Missing(connectionName))
            );
    }
}
