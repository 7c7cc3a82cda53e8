using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults.Events;
using Platform.ServiceDefaults.Kafka;
using Platform.ServiceDefaults.Migrations;

namespace Microsoft.Extensions.Hosting;

/// <summary>Events that leave a service if and only if the change that they tell of was committed.</summary>
public static class OutboxExtensions
{
    /// <summary>
    /// Registers <see cref="IOutbox"/> over the table <c>outbox</c> of a database, and its relay to Kafka, which adds the producer where it is not.
    /// Needs <c>AddNpgsqlDataSource</c> and <c>AddMigrations</c> of the same name.
    /// </summary>
    public static void AddOutbox(this IHostApplicationBuilder builder, string databaseConnectionName, string kafkaConnectionName = "kafka")
    {
        var options = new OutboxOptions();
        builder.Configuration.GetSection("Outbox").Bind(options);
        builder.AddKafkaProducer(kafkaConnectionName);
        builder.Services.TryAddSingleton<IOutbox, Outbox>();
        builder.Services.AddSingleton<IHostedService>(services => new OutboxRelay(
            databaseConnectionName,
            services.GetRequiredKeyedService<NpgsqlDataSource>(databaseConnectionName),
            services.GetRequiredKeyedService<DatabaseMigrations>(databaseConnectionName),
            services.GetRequiredKeyedService<KafkaConnection>(kafkaConnectionName),
            EventSource.Of(builder.Environment),
            options,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<OutboxRelay>>()
        ));
    }
}
