using System.Text;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>Where messages go that a group cannot process: <c>{topic}.{group}.dlq</c>, as they were, with what happened in headers.</summary>
internal sealed class DeadLetters(IKafkaProducer producer, string group, TimeProvider time)
{
    private const int LongestReason = 2_000;

    public static string TopicOf(string topic, string group) => $"{topic}.{group}.dlq";

    public Task SendAsync(ReceivedMessage message, Exception reason, CancellationToken cancellationToken)
    {
        var headers = message
            .Headers.Where(header => !header.Key.StartsWith("dlq_", StringComparison.Ordinal))
            .Select(header => KeyValuePair.Create(header.Key, Encoding.UTF8.GetString(header.GetValueBytes() ?? [])))
            .Append(new("dlq_reason", Describe(reason)))
            .Append(new("dlq_exception", (reason.InnerException ?? reason).GetType().FullName!))
            .Append(new("dlq_topic", message.Topic))
            .Append(new("dlq_partition", message.Partition.ToString()))
            .Append(new("dlq_offset", message.Offset.ToString()))
            .Append(new("dlq_group", group))
            .Append(new("dlq_time", time.GetUtcNow().UtcDateTime.ToString("O")))
            .ToList();
        var letter = new KafkaMessage(TopicOf(message.Topic, group), message.Key, message.Value, headers);
        return producer.SendAsync(letter, parent: default, cancellationToken);
    }

    private static string Describe(Exception reason)
    {
        var text = reason.InnerException is { } inner ? $"{reason.Message} {inner.Message}" : reason.Message;
        return text.Length <= LongestReason ? text : text[..LongestReason];
    }
}
