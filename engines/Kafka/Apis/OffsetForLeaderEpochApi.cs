using Platform.Engines.Kafka.Logs;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Where the records of an epoch end: of the only one, at the end of the log. librdkafka asks before it trusts a stored offset.</summary>
internal sealed class OffsetForLeaderEpochApi(BrokerNode node) : IApi
{
    public ApiKey Key => ApiKey.OffsetForLeaderEpoch;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var topics = request.Array(
            static topic =>
                (topic.String(), topic.Array(static p => (Index: p.Int32(), Current: p.Int32(), Asked: p.Int32()), elementBytes: 12)),
            elementBytes: 2
        );

        response.Int32(0);
        response.ArrayCount(topics.Count);
        foreach (var (name, partitions) in topics)
        {
            response.String(name);
            response.ArrayCount(partitions.Count);
            foreach (var (index, current, asked) in partitions)
            {
                var log = node.Topics.Find(name, index)?.Log;
                var error = log is null ? ErrorCode.UnknownTopicOrPartition : LeaderEpochs.Check(current);
                var known = error == ErrorCode.None && asked == PartitionLog.LeaderEpoch;
                response.Error(error);
                response.Int32(index);
                response.Int32(known ? asked : -1);
                response.Int64(known ? log!.HighWatermark : -1);
            }
        }

        return ValueTask.CompletedTask;
    }
}
