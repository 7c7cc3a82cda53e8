using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Events;
using Platform.ServiceDefaults.Kafka;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stands for the client integration Aspire.Confluent.Kafka; keys are text, values bytes, and events what is in them.</summary>
public static class KafkaExtensions
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Registers a singleton <see cref="IKafkaProducer"/> (and <see cref="IEventPublisher"/>) for <c>ConnectionStrings:{connectionName}</c>, with
    /// health check and telemetry. A broker that is absent at start fails the sends, not the service.
    /// </summary>
    public static void AddKafkaProducer(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaProducerSettings>? configureSettings = null
    )
    {
        if (
            builder.Services.Any(service =>
                service.IsKeyedService
                && service.ServiceType == typeof(KafkaProducer)
                && service.ServiceKey is string key
                && key == connectionName
            )
        )
            return;
        var settings = new KafkaProducerSettings();
        builder.Configuration.GetSection("Aspire:Confluent:Kafka:Producer").Bind(settings);
        builder.Configuration.GetSection($"Aspire:Confluent:Kafka:Producer:{connectionName}").Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        var services = builder.Services;
        AddConnection(services, connectionName, () => settings.ConnectionString);
        services.AddKeyedSingleton(
            connectionName,
            (all, _) => new KafkaProducer(all.GetRequiredKeyedService<KafkaConnection>(connectionName), settings.Config, FlushTimeout)
        );
        services.AddSingleton<IHostedService>(all => all.GetRequiredKeyedService<KafkaProducer>(connectionName));
        services.AddKeyedSingleton<IKafkaProducer>(connectionName, (all, _) => all.GetRequiredKeyedService<KafkaProducer>(connectionName));
        services.TryAddSingleton<IKafkaProducer>(all => all.GetRequiredKeyedService<KafkaProducer>(connectionName));
        services.TryAddSingleton<IEventPublisher>(all => new EventPublisher(
            all.GetRequiredService<IKafkaProducer>(),
            EventSource.Of(builder.Environment),
            all.GetRequiredService<TimeProvider>()
        ));
        if (settings.DisableHealthChecks)
            return;
        services.AddKeyedSingleton(
            connectionName,
            (all, _) => new KafkaHealthCheck(all.GetRequiredKeyedService<KafkaProducer>(connectionName))
        );
        services
            .AddHealthChecks()
            .Add(
                new HealthCheckRegistration(
                    connectionName,
                    all => all.GetRequiredKeyedService<KafkaHealthCheck>(connectionName),
                    settings.FailureStatus,
                    tags: null,
                    HealthTimeout
                )
            );
    }

    /// <summary>
    /// Has this service read topics as a member of <paramref name="group"/>; <paramref name="configure"/> names the events and their handlers. What
    /// cannot be processed goes to <c>{topic}.{group}.dlq</c>, by the producer of the same connection, which is added where it is not.
    /// </summary>
    public static void AddKafkaConsumer(
        this IHostApplicationBuilder builder,
        string connectionName,
        string group,
        Action<EventConsumerBuilder> configure,
        Action<KafkaConsumerSettings>? configureSettings = null
    )
    {
        var settings = new KafkaConsumerSettings();
        builder.Configuration.GetSection("Aspire:Confluent:Kafka:Consumer").Bind(settings);
        builder.Configuration.GetSection($"Aspire:Confluent:Kafka:Consumer:{connectionName}").Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);
        builder.AddKafkaProducer(connectionName);

        var events = new EventConsumerBuilder(builder.Services);
        configure(events);
        var key = $"{connectionName}/{group}";
        builder.Services.AddKeyedSingleton(
            key,
            (all, _) =>
            {
                var connection = all.GetRequiredKeyedService<KafkaConnection>(connectionName);
                var producer = all.GetRequiredKeyedService<IKafkaProducer>(connectionName);
                var time = all.GetRequiredService<TimeProvider>();
                var logger = all.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(KafkaConsumer));
                var processor = new MessageProcessor(
                    group,
                    events.Build(all, group, time),
                    new DeadLetters(producer, group, time),
                    connection.Telemetry,
                    settings,
                    time,
                    logger
                );
                return new KafkaConsumer(
                    connection,
                    group,
                    events.Topics,
                    processor,
                    settings,
                    stop => events.ReadyAsync(all, stop),
                    logger
                );
            }
        );
        builder.Services.AddSingleton<IHostedService>(all => all.GetRequiredKeyedService<KafkaConsumer>(key));
        if (!settings.DisableHealthChecks)
        {
            builder
                .Services.AddHealthChecks()
                .Add(
                    new HealthCheckRegistration(
                        $"{connectionName}-{group}",
                        all => all.GetRequiredKeyedService<KafkaConsumer>(key),
                        settings.FailureStatus,
                        tags: null,
                        HealthTimeout
                    )
                );
        }
    }

    private static void AddConnection(IServiceCollection services, string connectionName, Func<string?> servers) =>
        services.TryAddKeyedSingleton(
            connectionName,
            (all, _) =>
                new KafkaConnection(
                    connectionName,
                    KafkaConnectionString.Parse(
                        connectionName,
                        servers() ?? throw new InvalidOperationException(ConnectionStrings.Missing(connectionName))
                    ),
                    all.GetRequiredService<ILoggerFactory>()
                )
        );
}
