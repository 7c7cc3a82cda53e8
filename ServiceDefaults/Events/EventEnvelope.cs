using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Platform.ServiceDefaults.Kafka;

namespace Platform.ServiceDefaults.Events;

/// <summary>An event as a message.</summary>
internal static class EventEnvelope
{
    public static KafkaMessage Wrap(OutboxMessage message, Guid id, string source, DateTime at)
    {
        var headers = new Headers();
        Add(EventHeaders.SpecVersion, "1.0");
        Add(EventHeaders.Id, id.ToString());
        Add(EventHeaders.Type, message.Type);
        Add(EventHeaders.Source, source);
        Add(EventHeaders.Time, at.ToString("O", CultureInfo.InvariantCulture));
        Add(EventHeaders.ContentType, "application/json");
        return new(message.Topic, message.Key, Encoding.UTF8.GetBytes(message.Payload), headers);

        void Add(string name, string value) => headers.Add(name, Encoding.UTF8.GetBytes(value));
    }

    /// <summary>What the headers say. Without an id of its own, an event goes by where it stands.</summary>
    /// <exception cref="PoisonMessageException">It has no type: nobody can tell what it is.</exception>
    public static EventContext Read(ReceivedMessage message)
    {
        var type = message.Header(EventHeaders.Type) ?? throw new PoisonMessageException($"The message has no header {EventHeaders.Type}.");
        var id = message.Header(EventHeaders.Id) ?? $"{message.Topic}/{message.Partition}@{message.Offset}";
        var source = message.Header(EventHeaders.Source) ?? "";
        var at = DateTime.TryParse(
            message.Header(EventHeaders.Time),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : message.At;
        return new(id, type, source, at, message);
    }
}
