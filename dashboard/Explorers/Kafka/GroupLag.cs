using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Platform.Dashboard.Explorers.Kafka;

/// <summary>How far each consumer group is behind the end of each partition it has committed for.</summary>
internal static class GroupLag
{
    public static async Task<ExplorerContent> ReadAsync(IAdminClient administration, string servers, string? topic, TimeSpan patience)
    {
        using var reader = new PartitionReader(servers);
        var groups = await administration.ListConsumerGroupsAsync(new ListConsumerGroupsOptions { RequestTimeout = patience });
        var rows = new List<IReadOnlyList<string?>>();
        var ends = new Dictionary<TopicPartition, long>();
        foreach (var group in groups.Valid.OrderBy(group => group.GroupId, StringComparer.Ordinal))
        {
            var answers = await administration.ListConsumerGroupOffsetsAsync(
                [new ConsumerGroupTopicPartitions(group.GroupId, null)],
                new ListConsumerGroupOffsetsOptions { RequestTimeout = patience }
            );
            foreach (
                var committed in answers[0].Partitions.OrderBy(one => one.Topic, StringComparer.Ordinal).ThenBy(one => one.Partition.Value)
            )
            {
                if (topic is not null && committed.Topic != topic)
                {
                    continue;
                }
                if (!ends.TryGetValue(committed.TopicPartition, out var end))
                {
                    ends[committed.TopicPartition] = end = reader.Range(committed.TopicPartition, patience).High;
                }
                rows.Add([
                    group.GroupId,
                    $"{group.State}",
                    committed.Topic,
                    $"{committed.Partition.Value}",
                    $"{committed.Offset.Value}",
                    $"{end}",
                    $"{Math.Max(0, end - committed.Offset.Value)}",
                ]);
            }
        }
        return new ExplorerContent
        {
            Columns =
            [
                new("group"),
                new("state"),
                new("topic"),
                new("partition", IsNumeric: true),
                new("committed", IsNumeric: true),
                new("end", IsNumeric: true),
                new("lag", IsNumeric: true),
            ],
            Rows = rows,
        };
    }
}
