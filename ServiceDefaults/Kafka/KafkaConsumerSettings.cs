using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>Settings of a Kafka consumer; bound from <c>Aspire:Confluent:Kafka:Consumer</c> and <c>Aspire:Confluent:Kafka:Consumer:{connectionName}</c>.</summary>
public sealed class KafkaConsumerSettings
{
    /// <summary>Bootstrap servers, and how to log in; from <c>ConnectionStrings:{connectionName}</c> unless set here.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>librdkafka's own settings; a new group reads from the earliest message unless changed here.</summary>
    public ConsumerConfig Config { get; } = new();

    /// <summary>How many messages of one partition may wait in memory before it is paused.</summary>
    public int PrefetchedMessages { get; set; } = 200;

    /// <summary>First pause before a message that failed is tried again; doubles up to <see cref="MaxRetryDelay"/>.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries of a message whose failure is neither poison nor known to pass (a bug, most likely) before it goes to the dead letters.</summary>
    public int MaxAttempts { get; set; } = 8;

    /// <summary>How long a handler may finish its message when the service stops or the partition goes to another member; then it is cancelled.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(3);

    public bool DisableHealthChecks { get; set; }

    /// <summary>What the service is while it is no member of its group. Messages wait in Kafka, so it stays ready by default.</summary>
    public HealthStatus FailureStatus { get; set; } = HealthStatus.Degraded;
}
