using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Redis;
using Platform.ServiceDefaults.Telemetry;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stands for the client integration Aspire.StackExchange.Redis.</summary>
public static class RedisExtensions
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Registers a singleton <see cref="IConnectionMultiplexer"/> for <c>ConnectionStrings:{connectionName}</c>, with health check and
    /// telemetry. A server that is absent at start fails the commands, not the service; the multiplexer reconnects by itself.
    /// </summary>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null
    )
    {
        var settings = new StackExchangeRedisSettings();
        builder.Configuration.GetSection("Aspire:StackExchange:Redis").Bind(settings);
        builder.Configuration.GetSection($"Aspire:StackExchange:Redis:{connectionName}").Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        builder.Services.AddSingleton(_ => new RedisConnection(Options, traced: builder.HasCollector() && !settings.DisableTracing));
        builder.Services.AddHostedService(services => services.GetRequiredService<RedisConnection>());
        builder.Services.AddSingleton(services => services.GetRequiredService<RedisConnection>().Multiplexer);

        if (!settings.DisableHealthChecks)
        {
            builder
                .Services.AddHealthChecks()
                .Add(
                    new HealthCheckRegistration(
                        connectionName,
                        services => new RedisHealthCheck(services.GetRequiredService<IConnectionMultiplexer>()),
                        HealthStatus.Unhealthy,
                        tags: null,
                        HealthTimeout
                    )
                );
        }

        ConfigurationOptions Options()
        {
            var options = RedisConnectionString.Parse(
                connectionName,
                settings.ConnectionString ?? throw new InvalidOperationException(ConnectionStrings.Missing(connectionName))
            );
            options.AbortOnConnectFail = false;
            configureOptions?.Invoke(options);
            return options;
        }
    }
}
