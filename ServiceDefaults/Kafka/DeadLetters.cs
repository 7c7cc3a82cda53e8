using System.Text;
using Confluent.Kafka;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>Where messages go that a group cannot process: <c>{topic}.{group}.dlq</c>, as they were, with what happened in headers.</summary>
internal sealed class DeadLetters(IKafkaProducer producer, string group, TimeProvider time)
{
    private const string Prefix = "dlq_";
    private const int LongestReason = 2_000;

    public static string TopicOf(string topic, string group) => $"{topic}.{group}.dlq";

    public Task SendAsync(ReceivedMessage message, Exception reason, CancellationToken cancellationToken)
    {
        var headers = new Headers();
        foreach (var header in message.Headers.Where(header => !header.Key.StartsWith(Prefix, StringComparison.Ordinal)))
            headers.Add(header.Key, header.GetValueBytes());
        Add("reason", Describe(reason));
        Add("exception", (reason.InnerException ?? reason).GetType().FullName!);
        Add("topic", message.Topic);
        Add("partition", message.Partition.ToString());
        Add("offset", message.Offset.ToString());
        Add("group", group);
        Add("time", time.GetUtcNow().UtcDateTime.ToString("O"));
        var letter = new KafkaMessage(TopicOf(message.Topic, group), message.Key, message.Value, headers);
        return producer.SendAsync(letter, parent: default, cancellationToken);

        void Add(string name, string value) => headers.Add(Prefix + name, Encoding.UTF8.GetBytes(value));
    }

    private static string Describe(Exception reason)
    {
        var text = reason.InnerException is { } inner ? $"{reason.Message} {inner.Message}" : reason.Message;
        return text.Length <= LongestReason ? text : text[..LongestReason];
    }
}
