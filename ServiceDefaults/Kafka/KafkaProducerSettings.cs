using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>Settings of a Kafka producer; bound from <c>Aspire:Confluent:Kafka:Producer</c> and <c>Aspire:Confluent:Kafka:Producer:{connectionName}</c>.</summary>
public sealed class KafkaProducerSettings
{
    /// <summary>Bootstrap servers, and how to log in; from <c>ConnectionStrings:{connectionName}</c> unless set here.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>librdkafka's own settings; idempotent and acknowledged by all replicas unless changed here.</summary>
    public ProducerConfig Config { get; } = new();

    public bool DisableHealthChecks { get; set; }

    /// <summary>What the service is while the broker is away. Events wait in the outbox, so it stays ready by default.</summary>
    public HealthStatus FailureStatus { get; set; } = HealthStatus.Degraded;
}
