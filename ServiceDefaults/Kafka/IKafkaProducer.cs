using System.Diagnostics;
using Confluent.Kafka;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>Sends messages, each with a span and with the trace context in its headers.</summary>
public interface IKafkaProducer
{
    /// <summary>
    /// Returns where the message stands once all in-sync replicas have it. <paramref name="parent"/> is the trace it belongs to; by default the
    /// caller's.
    /// </summary>
    /// <exception cref="KafkaException">It was refused, or not acknowledged in time.</exception>
    Task<TopicPartitionOffset> SendAsync(
        KafkaMessage message,
        ActivityContext parent = default,
        CancellationToken cancellationToken = default
    );
}
