using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Moves the start of partitions forward.</summary>
internal sealed class DeleteRecordsApi(BrokerNode node) : IApi
{
    public ApiKey Key => ApiKey.DeleteRecords;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var topics = request.Array(
            static reader =>
            {
                var name = reader.String();
                var partitions = reader.Array(
                    static partition =>
                    {
                        var (index, offset) = (partition.Int32(), partition.Int64());
                        partition.TaggedFields();
                        return (Index: index, Offset: offset);
                    },
                    elementBytes: 12
                );
                reader.TaggedFields();
                return (Name: name, Partitions: partitions);
            },
            elementBytes: 2
        );
        request.Int32();
        request.TaggedFields();

        response.Int32(0);
        response.ArrayCount(topics.Count);
        foreach (var (name, partitions) in topics)
        {
            response.String(name);
            response.ArrayCount(partitions.Count);
            foreach (var (index, offset) in partitions)
            {
                var partition = node.Topics.Find(name, index);
                var error = partition is null ? ErrorCode.UnknownTopicOrPartition : node.Topics.DeleteRecords(partition, offset);
                response.Int32(index);
                response.Int64(error == ErrorCode.None ? partition!.Log.LogStartOffset : -1);
                response.Error(error);
                response.TaggedFields();
            }

            response.TaggedFields();
        }

        response.TaggedFields();
        return ValueTask.CompletedTask;
    }
}
