using Platform.Engines.Kafka.Groups;
using Platform.Engines.Kafka.Groups.Offsets;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Transactions.Apis;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Transactions;

/// <summary>Adds producer ids, transactions and their APIs to a broker; after the groups, whose offsets transactions hold.</summary>
internal static class TransactionApis
{
    private const int CoordinatorEpoch = 0;

    public static void Register(ApiRegistry registry, BrokerNode node)
    {
        var transactions = new TransactionCoordinator(
            TransactionSettings.From(node.Config),
            node.State,
            registry.Services.OfType<GroupCoordinator>().Single(),
            (partition, producer, commit) =>
                node.Topics.Find(partition.Topic, partition.Partition)
                    ?.Log.AppendMarker(producer.Id, producer.Epoch, commit, CoordinatorEpoch)
                ?? ErrorCode.None,
            () => Seen(node),
            node.Time,
            node.Loggers.CreateLogger("Kafka.Transactions")
        );
        node.MayWrite = transactions.CheckWrite;
        registry.Add(transactions);
        registry.Add(new InitProducerIdApi(transactions));
        registry.Add(new AddPartitionsToTxnApi(transactions, node.Topics));
        registry.Add(new AddOffsetsToTxnApi(transactions));
        registry.Add(new EndTxnApi(transactions));
        registry.Add(new TxnOffsetCommitApi(transactions));
    }

    private static List<SeenProducer> Seen(BrokerNode node) =>
        [
            .. node
                .Topics.All.SelectMany(topic => topic.Partitions)
                .SelectMany(partition =>
                    partition
                        .Log.Producers()
                        .Select(producer => new SeenProducer(
                            new TopicPartition(partition.Topic, partition.Index),
                            new ProducerIdentity(producer.Id, producer.Epoch),
                            producer.IsOpen
                        ))
                ),
        ];
}
