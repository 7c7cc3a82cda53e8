using System.Text.Json.Serialization.Metadata;
using Platform.ServiceDefaults.Kafka;

namespace Platform.ServiceDefaults.Events;

/// <summary>Hands what waits in a partition to one handler. Types that nobody asked for are passed over.</summary>
internal sealed class EventBatchDispatcher<TEvent>(
    IReadOnlyCollection<string> types,
    JsonTypeInfo<TEvent> json,
    IEventBatchHandler<TEvent> handler,
    int maxMessages
) : IBatchMessageHandler
{
    public int MaxMessages => maxMessages;

    public Task HandleAsync(ReceivedMessage message, CancellationToken cancellationToken) => HandleAsync([message], cancellationToken);

    public Task HandleAsync(IReadOnlyList<ReceivedMessage> messages, CancellationToken cancellationToken)
    {
        var payloads = new List<TEvent>(messages.Count);
        foreach (var message in messages)
        {
            // A tombstone tells of nothing.
            if (message.Value is not null && EventEnvelope.Read(message).Type is var type && types.Contains(type))
                payloads.Add(EventPayload.Read(message.Value, type, json));
        }
        return payloads.Count == 0 ? Task.CompletedTask : handler.HandleAsync(payloads, cancellationToken);
    }
}
