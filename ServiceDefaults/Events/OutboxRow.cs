using System.Diagnostics;
using Platform.ServiceDefaults.Kafka;

namespace Platform.ServiceDefaults.Events;

/// <summary>An event that has not left yet, and the trace it belongs to.</summary>
internal sealed record OutboxRow(
    long Id,
    Guid MessageId,
    OutboxMessage Message,
    string? TraceParent,
    string? TraceState,
    DateTime CreatedAt
)
{
    public ActivityContext Parent => TraceContext.Parse(TraceParent, TraceState);

    public KafkaMessage ToMessage(string source) => EventEnvelope.Wrap(Message, MessageId, source, CreatedAt);
}
