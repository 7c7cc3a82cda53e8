using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>
/// The offset at an end of the log or of a time. By time: exactly the record in an uncompressed batch, the first record of the batch in a compressed one, since the
/// codecs pass through unread.
/// </summary>
internal sealed class ListOffsetsApi(BrokerNode node) : IApi
{
    private const long Latest = -1;
    private const long Earliest = -2;
    private const long MaxTimestamp = -3;

    public ApiKey Key => ApiKey.ListOffsets;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var version = context.Version;
        request.Int32();
        var committedOnly = version >= 2 && request.Int8() == 1;
        var topics = request.Array(
            topic =>
            {
                var name = topic.String();
                var partitions = topic.Array(
                    partition =>
                    {
                        var index = partition.Int32();
                        var epoch = version >= 4 ? partition.Int32() : -1;
                        var timestamp = partition.Int64();
                        partition.TaggedFields();
                        return (index, epoch, timestamp);
                    },
                    elementBytes: 12
                );
                topic.TaggedFields();
                return (name, partitions);
            },
            elementBytes: 2
        );
        request.TaggedFields();

        if (version >= 2)
        {
            response.Int32(0);
        }

        response.ArrayCount(topics.Count);
        foreach (var (name, partitions) in topics)
        {
            response.String(name);
            response.ArrayCount(partitions.Count);
            foreach (var (index, epoch, timestamp) in partitions)
            {
                var (error, time, offset) = Find(version, name, index, epoch, timestamp, committedOnly);
                response.Int32(index);
                response.Error(error);
                response.Int64(time);
                response.Int64(offset);
                if (version >= 4)
                {
                    response.Int32(offset < 0 ? -1 : Logs.PartitionLog.LeaderEpoch);
                }

                response.TaggedFields();
            }

            response.TaggedFields();
        }

        response.TaggedFields();
        return ValueTask.CompletedTask;
    }

    private (ErrorCode Error, long Timestamp, long Offset) Find(
        short version,
        string topic,
        int index,
        int epoch,
        long timestamp,
        bool committedOnly
    )
    {
        if (node.Topics.Find(topic, index)?.Log is not { } log)
        {
            return (ErrorCode.UnknownTopicOrPartition, -1, -1);
        }

        if (LeaderEpochs.Check(epoch) is var fenced and not ErrorCode.None)
        {
            return (fenced, -1, -1);
        }

        var end = committedOnly ? log.LastStableOffset : log.HighWatermark;
        return timestamp switch
        {
            Latest => (ErrorCode.None, -1, end),
            Earliest => (ErrorCode.None, -1, log.LogStartOffset),
            MaxTimestamp when version >= 7 => Found(log.FindMaxTime(), end),
            < 0 => (ErrorCode.UnsupportedVersion, -1, -1),
            _ => Found(log.FindTime(timestamp), end),
        };
    }

    private static (ErrorCode, long, long) Found((long Offset, long Timestamp)? record, long end) =>
        record is { } found && found.Offset < end ? (ErrorCode.None, found.Timestamp, found.Offset) : (ErrorCode.None, -1, -1);
}
