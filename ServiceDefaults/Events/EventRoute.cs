using System.Text.Json.Serialization.Metadata;
using Platform.ServiceDefaults.Kafka;

namespace Platform.ServiceDefaults.Events;

/// <summary>From a payload's bytes to its handler.</summary>
internal abstract class EventRoute
{
    /// <exception cref="PoisonMessageException">The payload is not what its type says.</exception>
    public abstract Func<EventContext, CancellationToken, Task> Read(byte[] payload);
}

internal sealed class EventRoute<TEvent>(string type, JsonTypeInfo<TEvent> json, IEventHandler<TEvent> handler) : EventRoute
{
    public override Func<EventContext, CancellationToken, Task> Read(byte[] payload)
    {
        var read = EventPayload.Read(payload, type, json);
        return (context, cancellationToken) => handler.HandleAsync(read, context, cancellationToken);
    }
}
