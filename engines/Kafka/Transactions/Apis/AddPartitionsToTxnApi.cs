using Platform.Engines.Kafka.Groups.Apis;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Topics;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Transactions.Apis;

/// <summary>All of the partitions or none: where one does not exist, the others are answered as not attempted.</summary>
/// <remarks>Source: AddPartitionsToTxnRequest.json, AddPartitionsToTxnResponse.json; versions 0–1, none flexible.</remarks>
internal sealed class AddPartitionsToTxnApi(TransactionCoordinator transactions, TopicRegistry topics) : IApi
{
    public ApiKey Key => ApiKey.AddPartitionsToTxn;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var transactionalId = request.String();
        var producer = new ProducerIdentity(request.Int64(), request.Int16());
        var partitions = PartitionLists.Read(request) ?? [];
        var missing = partitions.Where(partition => topics.Find(partition.Topic, partition.Partition) is null).ToHashSet();
        var error = missing.Count > 0 ? ErrorCode.OperationNotAttempted : transactions.Add(transactionalId, producer, partitions, []);
        response.Int32(0);
        PartitionLists.WriteErrors(
            response,
            partitions,
            partitions.Select(partition =>
                missing.Contains(partition) ? ErrorCode.UnknownTopicOrPartition : TransactionErrors.Classic(error)
            )
        );
        return ValueTask.CompletedTask;
    }
}
