using System.Runtime.InteropServices;
using Platform.Engines.Kafka.Groups.Offsets;
using Platform.Engines.Kafka.Logs;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Transactions;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Appends record batches. With one replica, acks of 1 and of all say the same: written.</summary>
internal sealed class ProduceApi(BrokerNode node) : IApi
{
    private const short AcksAll = -1;

    public ApiKey Key => ApiKey.Produce;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        // The transactional id; what counts is the producer id in the batches.
        request.NullableString();
        var acks = request.Int16();
        request.Int32();
        // All of it is read before anything is appended: a request that breaks off has no effect.
        var topics = request.Array(ReadTopic, elementBytes: 2);
        request.TaggedFields();

        var failed = false;
        response.ArrayCount(topics.Count);
        foreach (var (topic, partitions) in topics)
        {
            response.String(topic);
            response.ArrayCount(partitions.Count);
            foreach (var (index, records) in partitions)
            {
                var result = Append(context.Version, acks, topic, index, records);
                failed |= result.Error != ErrorCode.None;
                Write(response, context.Version, index, result);
            }

            response.TaggedFields();
        }

        response.Int32(0);
        response.TaggedFields();

        context.NoResponse = acks == 0;
        // Without a response the end of the connection is the only way to say that something went wrong.
        context.CloseConnection = acks == 0 && failed;
        return ValueTask.CompletedTask;
    }

    private static (string Topic, List<(int Index, ReadOnlyMemory<byte>? Records)> Partitions) ReadTopic(RequestReader reader)
    {
        var name = reader.String();
        var partitions = reader.Array(
            static partition =>
            {
                var (index, records) = (partition.Int32(), partition.NullableBytes());
                partition.TaggedFields();
                return (index, records);
            },
            elementBytes: 5
        );
        reader.TaggedFields();
        return (name, partitions);
    }

    private static void Write(ResponseWriter response, short version, int index, AppendResult result)
    {
        response.Int32(index);
        response.Error(result.Error);
        response.Int64(result.BaseOffset);
        response.Int64(result.AppendTime);
        if (version >= 5)
        {
            response.Int64(result.LogStartOffset);
        }

        if (version >= 8)
        {
            response.ArrayCount(0);
            response.NullableString(result.Message);
        }

        response.TaggedFields();
    }

    private AppendResult Append(short version, short acks, string topic, int index, ReadOnlyMemory<byte>? records)
    {
        if (acks is < AcksAll or > 1)
        {
            return new AppendResult(ErrorCode.InvalidRequiredAcks, -1, -1, -1);
        }

        if (node.Topics.Find(topic, index) is not { } partition)
        {
            return new AppendResult(ErrorCode.UnknownTopicOrPartition, -1, -1, -1);
        }

        if (acks == AcksAll && node.Topics.Find(topic)?.MinInsyncReplicas > 1)
        {
            return new AppendResult(
                ErrorCode.NotEnoughReplicas,
                -1,
                -1,
                -1,
                "The topic's min.insync.replicas is more than the one replica there is."
            );
        }

        // The frame is ours: base offset and leader epoch are set where the batch lies.
        var bytes = MemoryMarshal.AsMemory(records ?? default);
        if (bytes.Length >= RecordBatch.HeaderSize && RecordBatch.Read(bytes.Span) is { IsTransactional: true, HasProducer: true } batch)
        {
            var error = node.MayWrite(new ProducerIdentity(batch.ProducerId, batch.ProducerEpoch), new TopicPartition(topic, index));
            if (error != ErrorCode.None)
            {
                return new AppendResult(error, -1, -1, -1, "The partition is in no open transaction of this producer.");
            }
        }

        return partition.Log.Append(bytes.Span, zstdAllowed: version >= 7);
    }
}
