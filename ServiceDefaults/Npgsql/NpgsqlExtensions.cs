using global::Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Npgsql;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stands for the client integration Aspire.Npgsql.</summary>
public static class NpgsqlExtensions
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Registers a singleton <see cref="NpgsqlDataSource"/> for <c>ConnectionStrings:{connectionName}</c> (also keyed by that name), with health
    /// check and telemetry. Several databases in one service: resolve by key.
    /// </summary>
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null
    )
    {
        var settings = new NpgsqlSettings();
        builder.Configuration.GetSection("Aspire:Npgsql").Bind(settings);
        builder.Configuration.GetSection($"Aspire:Npgsql:{connectionName}").Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        builder.Services.AddKeyedSingleton(
            connectionName,
            (services, _) =>
            {
                var source = new NpgsqlDataSourceBuilder(
                    settings.ConnectionString ?? throw new InvalidOperationException(ConnectionStrings.Missing(connectionName))
                );
                BoundPool(source.ConnectionStringBuilder);
                source.UseLoggerFactory(services.GetService<ILoggerFactory>());
                source.ConfigureTracing(tracing => tracing.ConfigureCommandSpanNameProvider(command => SqlSummary.Of(command.CommandText)));
                configureDataSourceBuilder?.Invoke(source);
                return source.Build();
            }
        );
        builder.Services.AddSingleton(services => services.GetRequiredKeyedService<NpgsqlDataSource>(connectionName));

        if (!settings.DisableTracing)
            builder.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddSource("Npgsql"));
        if (!settings.DisableMetrics)
            builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddMeter("Npgsql"));
        if (!settings.DisableHealthChecks)
        {
            builder
                .Services.AddHealthChecks()
                .Add(
                    new HealthCheckRegistration(
                        connectionName,
                        services => new NpgsqlHealthCheck(services.GetRequiredKeyedService<NpgsqlDataSource>(connectionName)),
                        HealthStatus.Unhealthy,
                        tags: null,
                        HealthTimeout
                    )
                );
        }
    }

    /// <summary>
    /// Unless the connection string says otherwise: with Npgsql's hundred, two services could ask for more connections than a PostgreSQL grants (100).
    /// </summary>
    private static void BoundPool(NpgsqlConnectionStringBuilder settings)
    {
        const int npgsqls = 100;
        if (settings.MaxPoolSize == npgsqls)
            settings.MaxPoolSize = 15;
    }
}
