using Amazon.S3;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.S3;
using Platform.ServiceDefaults.Tls;

namespace Microsoft.Extensions.Hosting;

/// <summary>A client for S3 and what speaks its protocol (MinIO, OCI Object Storage).</summary>
public static class S3Extensions
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Registers a singleton <see cref="IAmazonS3"/> for <c>ConnectionStrings:{connectionName}</c> (<c>Endpoint=…;AccessKey=…;SecretKey=…</c>, also
    /// keyed by that name), path style, with health check and telemetry. A store that is absent at start fails the calls, not the service.
    /// </summary>
    public static void AddS3Client(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<S3Settings>? configureSettings = null,
        Action<AmazonS3Config>? configureClient = null
    )
    {
        builder.AddKeyedS3Client(connectionName, configureSettings, configureClient);
        builder.Services.AddSingleton(services => services.GetRequiredKeyedService<IAmazonS3>(connectionName));
    }

    /// <summary>As <see cref="AddS3Client"/>, but only keyed by <paramref name="connectionName"/>: for a second store.</summary>
    public static void AddKeyedS3Client(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<S3Settings>? configureSettings = null,
        Action<AmazonS3Config>? configureClient = null
    )
    {
        var settings = new S3Settings();
        builder.Configuration.GetSection("Aspire:S3").Bind(settings);
        builder.Configuration.GetSection($"Aspire:S3:{connectionName}").Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        builder.Services.AddKeyedSingleton<IAmazonS3>(connectionName, (_, _) => Create(Connection(), trace: !settings.DisableTracing));
        if (settings.DisableHealthChecks)
            return;
        builder.Services.AddKeyedSingleton(
            connectionName,
            (services, _) => new S3HealthCheck(services.GetRequiredKeyedService<IAmazonS3>(connectionName))
        );
        builder
            .Services.AddHealthChecks()
            .Add(
                new HealthCheckRegistration(
                    connectionName,
                    services => services.GetRequiredKeyedService<S3HealthCheck>(connectionName),
                    settings.FailureStatus,
                    tags: null,
                    HealthTimeout
                )
            );

        S3ConnectionString Connection() =>
            S3ConnectionString.Parse(
                connectionName,
                settings.ConnectionString ?? throw new InvalidOperationException(ConnectionStrings.Missing(connectionName))
            );

        S3Client Create(S3ConnectionString connection, bool trace)
        {
            var config = new AmazonS3Config
            {
                ServiceURL = connection.Endpoint.ToString(),
                AuthenticationRegion = connection.Region,
                ForcePathStyle = true,
                ConnectTimeout = ConnectTimeout,
                // Large objects take their time; callers have tokens.
                Timeout = Timeout.InfiniteTimeSpan,
            };
            if (connection.Authority is { } path)
                config.HttpClientFactory = new S3HttpClients(CertificateAuthority.Load(connectionName, path), ConnectTimeout);
            configureClient?.Invoke(config);
            return S3Client.Create(connection, config, trace);
        }
    }
}
