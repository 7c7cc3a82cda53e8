using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Support;

/// <summary>A producer id as the broker gave it.</summary>
internal sealed record ProducerGiven(ErrorCode Error, long Id, short Epoch);

/// <summary>The requests of transactions; the transactional id is <c>tx</c> where none is named.</summary>
internal static class TransactionRequests
{
    public static async Task<ProducerGiven> InitAsync(
        this WireClient client,
        short version,
        string? id,
        long producerId = -1,
        short epoch = -1
    )
    {
        var answer = await client.AskAsync(
            ApiKey.InitProducerId,
            version,
            body =>
            {
                body.NullableString(id);
                body.Int32(60_000);
                if (version >= 3)
                {
                    body.Int64(producerId);
                    body.Int16(epoch);
                }

                body.TaggedFields();
            }
        );
        answer.Int32().ShouldBe(0);
        var given = new ProducerGiven((ErrorCode)answer.Int16(), answer.Int64(), answer.Int16());
        answer.TaggedFields();
        answer.Remaining.ShouldBe(0);
        return given;
    }

    public static async Task<List<ErrorCode>> AddPartitionsAsync(
        this WireClient client,
        short version,
        ProducerGiven producer,
        params (string Topic, int Partition)[] partitions
    )
    {
        var answer = await client.AskAsync(
            ApiKey.AddPartitionsToTxn,
            version,
            body =>
            {
                Identify(body, producer);
                body.Array(
                    partitions,
                    static (writer, partition) =>
                    {
                        writer.String(partition.Topic);
                        writer.ArrayCount(1);
                        writer.Int32(partition.Partition);
                    }
                );
            }
        );
        answer.Int32().ShouldBe(0);
        return Errors(answer);
    }

    public static async Task<ErrorCode> AddOffsetsAsync(this WireClient client, short version, ProducerGiven producer, string group)
    {
        var answer = await client.AskAsync(
            ApiKey.AddOffsetsToTxn,
            version,
            body =>
            {
                Identify(body, producer);
                body.String(group);
            }
        );
        answer.Int32().ShouldBe(0);
        return (ErrorCode)answer.Int16();
    }

    public static async Task<ErrorCode> EndAsync(this WireClient client, short version, ProducerGiven producer, bool commit)
    {
        var answer = await client.AskAsync(
            ApiKey.EndTxn,
            version,
            body =>
            {
                Identify(body, producer);
                body.Boolean(commit);
            }
        );
        answer.Int32().ShouldBe(0);
        return (ErrorCode)answer.Int16();
    }

    /// <summary>For partition 0 of topic <c>t</c>.</summary>
    public static async Task<ErrorCode> CommitPendingAsync(
        this WireClient client,
        short version,
        ProducerGiven producer,
        string group,
        long offset
    )
    {
        var answer = await client.AskAsync(
            ApiKey.TxnOffsetCommit,
            version,
            body =>
            {
                body.String("tx");
                body.String(group);
                body.Int64(producer.Id);
                body.Int16(producer.Epoch);
                if (version >= 3)
                {
                    body.Int32(-1);
                    body.String("");
                    body.NullableString(null);
                }

                body.ArrayCount(1);
                body.String("t");
                body.ArrayCount(1);
                body.Int32(0);
                body.Int64(offset);
                if (version >= 2)
                {
                    body.Int32(-1);
                }

                body.NullableString(null);
                body.TaggedFields();
                body.TaggedFields();
                body.TaggedFields();
            }
        );
        answer.Int32().ShouldBe(0);
        return Errors(answer).ShouldHaveSingleItem();
    }

    private static void Identify(ResponseWriter body, ProducerGiven producer)
    {
        body.String("tx");
        body.Int64(producer.Id);
        body.Int16(producer.Epoch);
    }

    private static List<ErrorCode> Errors(RequestReader answer)
    {
        var errors = answer
            .Array(topics =>
            {
                topics.String();
                var partitions = topics.Array(one =>
                {
                    one.Int32();
                    var error = (ErrorCode)one.Int16();
                    one.TaggedFields();
                    return error;
                });
                topics.TaggedFields();
                return partitions;
            })
            .SelectMany(errors => errors)
            .ToList();
        answer.TaggedFields();
        answer.Remaining.ShouldBe(0);
        return errors;
    }
}
