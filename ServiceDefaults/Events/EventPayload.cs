using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Platform.ServiceDefaults.Kafka;

namespace Platform.ServiceDefaults.Events;

internal static class EventPayload
{
    /// <exception cref="PoisonMessageException">The payload is not what its type says.</exception>
    public static TEvent Read<TEvent>(byte[] payload, string type, JsonTypeInfo<TEvent> json)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, json) ?? throw new PoisonMessageException($"The payload of {type} is null.");
        }
        catch (JsonException error)
        {
            throw new PoisonMessageException($"The payload is no {type}.", error);
        }
    }
}
