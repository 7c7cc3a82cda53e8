using Microsoft.Extensions.Logging;
using Platform.Engines.Kafka.Groups.Offsets;

namespace Platform.Engines.Kafka.Transactions;

/// <summary>
/// Logs that know more than the journal: after a power loss, which may cost either its last second, and in a snapshot that was taken while
/// producers wrote. No id or epoch that a log has seen is given again, and no transaction stays open that nobody would end.
/// </summary>
internal sealed partial class TransactionCoordinator
{
    /// <summary>Takes over what the logs know; gives the transactions in them that the journal does not know of.</summary>
    private List<SeenProducer> Reconcile(IReadOnlyList<SeenProducer> seen)
    {
        foreach (var producer in seen.GroupBy(one => one.Producer.Id))
        {
            _ids.Skip(producer.Key);
            var epoch = producer.Max(one => one.Producer.Epoch);
            if (_byProducer.TryGetValue(producer.Key, out var id) && _transactions[id] is var known && known.Producer.Epoch < epoch)
            {
                Write(known with { Producer = known.Producer with { Epoch = epoch }, LastEpoch = -1 });
            }
        }

        return [.. seen.Where(one => one.IsOpen && !IsKnown(one.Producer.Id, one.Partition))];
    }

    private bool IsKnown(long producerId, TopicPartition partition) =>
        _byProducer.TryGetValue(producerId, out var id)
        && _transactions[id] is var known
        && (known.IsOngoing || known.IsEnding)
        && known.Partitions.Contains(partition);

    private void AbortStray(SeenProducer stray)
    {
        LogStray(stray.Producer.Id, stray.Partition.Topic, stray.Partition.Partition);
        markers(stray.Partition, stray.Producer, false);
    }

    [LoggerMessage(
        LogLevel.Warning,
        "{Topic}-{Partition}: a transaction of producer {Producer} that the journal does not know was aborted (a power loss, or a snapshot of a busy broker)"
    )]
    private partial void LogStray(long producer, string topic, int partition);
}
