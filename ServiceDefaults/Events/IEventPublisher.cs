using Confluent.Kafka;
using Platform.ServiceDefaults.Kafka;

namespace Platform.ServiceDefaults.Events;

/// <summary>Sends an event at once. For who has no database to write it to first: else see <see cref="IOutbox"/>.</summary>
public interface IEventPublisher
{
    /// <summary>Returns once the broker has it. A sender that may repeat itself passes the same <paramref name="id"/> each time.</summary>
    /// <exception cref="KafkaException">It was refused, or not acknowledged in time.</exception>
    Task PublishAsync(OutboxMessage message, Guid? id = null, CancellationToken cancellationToken = default);
}

internal sealed class EventPublisher(IKafkaProducer producer, string source, TimeProvider time) : IEventPublisher
{
    public Task PublishAsync(OutboxMessage message, Guid? id, CancellationToken cancellationToken) =>
        producer.SendAsync(
            EventEnvelope.Wrap(message, id ?? Guid.CreateVersion7(), source, time.GetUtcNow().UtcDateTime),
            parent: default,
            cancellationToken
        );
}
