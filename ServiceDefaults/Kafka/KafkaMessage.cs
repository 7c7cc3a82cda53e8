using System.Text;
using Confluent.Kafka;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>A message to send. Messages with the same key keep their order.</summary>
public sealed record KafkaMessage(string Topic, string? Key, byte[]? Value, Headers Headers);

/// <summary>A message as it was received.</summary>
/// <param name="At">When it was written (UTC).</param>
public sealed record ReceivedMessage(string Topic, int Partition, long Offset, string? Key, byte[]? Value, Headers Headers, DateTime At)
{
    /// <summary>The last header of that name as UTF-8; null when there is none.</summary>
    public string? Header(string name) =>
        Headers.TryGetLastBytes(name, out var bytes) && bytes is not null ? Encoding.UTF8.GetString(bytes) : null;

    internal static ReceivedMessage Of(ConsumeResult<string, byte[]> result) =>
        new(
            result.Topic,
            result.Partition.Value,
            result.Offset.Value,
            result.Message.Key,
            result.Message.Value,
            result.Message.Headers ?? [],
            result.Message.Timestamp.UtcDateTime
        );
}
