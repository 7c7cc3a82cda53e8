using Platform.Engines.Kafka.Groups.Offsets;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Transactions;

/// <summary>A transaction as it lies in the journal.</summary>
internal static class TransactionRecord
{
    private const sbyte Version = 1;

    public static byte[] Encode(Transaction transaction)
    {
        using var writer = new ResponseWriter();
        writer.Int8(Version);
        writer.Int64(transaction.Producer.Id);
        writer.Int16(transaction.Producer.Epoch);
        writer.Int16(transaction.LastEpoch);
        writer.Int64((long)transaction.Timeout.TotalMilliseconds);
        writer.Int8((sbyte)transaction.State);
        writer.Int64(transaction.Touched.ToUnixTimeMilliseconds());
        writer.Array(
            transaction.Partitions,
            (one, partition) =>
            {
                one.String(partition.Topic);
                one.Int32(partition.Partition);
            }
        );
        writer.Array(transaction.Groups, (one, group) => one.String(group));
        return writer.Written.ToArray();
    }

    public static Transaction Decode(string id, byte[] value)
    {
        var reader = new RequestReader(value);
        return reader.Int8() == Version
            ? new Transaction(
                id,
                new ProducerIdentity(reader.Int64(), reader.Int16()),
                reader.Int16(),
                TimeSpan.FromMilliseconds(reader.Int64()),
                (TransactionState)reader.Int8(),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.Int64()),
                [.. reader.Array(one => new TopicPartition(one.String(), one.Int32()), 6)],
                [.. reader.Array(one => one.String(), 2)]
            )
            : throw new KafkaException($"Kafka: the journal holds transaction '{id}' in a form that this version does not know.");
    }
}
