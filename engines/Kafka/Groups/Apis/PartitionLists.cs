using Platform.Engines.Kafka.Groups.Offsets;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Apis;

/// <summary>Topics with their partitions, as requests bring them and answers give them back: read flat, written in the order of the request.</summary>
internal static class PartitionLists
{
    /// <summary>Null where the request has null.</summary>
    public static List<(TopicPartition Partition, T Value)>? Read<T>(
        RequestReader request,
        Func<RequestReader, (int Partition, T Value)> element
    )
    {
        var topics = request.ArrayCount(2);
        if (topics < 0)
        {
            return null;
        }

        List<(TopicPartition, T)> read = [];
        for (; topics > 0; topics--)
        {
            var topic = request.String();
            foreach (var (partition, value) in request.Array(element, 4))
            {
                read.Add((new TopicPartition(topic, partition), value));
            }

            request.TaggedFields();
        }

        return read;
    }

    /// <summary>Partitions without anything beside their numbers.</summary>
    public static List<TopicPartition>? Read(RequestReader request) =>
        Read(request, one => (one.Int32(), 0))?.ConvertAll(one => one.Partition);

    public static void Write<T>(
        ResponseWriter response,
        IEnumerable<(TopicPartition Partition, T Value)> answers,
        Action<ResponseWriter, T> element
    ) =>
        response.Array(
            answers.GroupBy(answer => answer.Partition.Topic, StringComparer.Ordinal).ToList(),
            (topics, topic) =>
            {
                topics.String(topic.Key);
                topics.Array(
                    topic.ToList(),
                    (partitions, answer) =>
                    {
                        partitions.Int32(answer.Partition.Partition);
                        element(partitions, answer.Value);
                        partitions.TaggedFields();
                    }
                );
                topics.TaggedFields();
            }
        );

    /// <summary>An error code for each partition.</summary>
    public static void WriteErrors(ResponseWriter response, IEnumerable<TopicPartition> partitions, IEnumerable<ErrorCode> errors) =>
        Write(response, partitions.Zip(errors), (writer, error) => writer.Error(error));
}
