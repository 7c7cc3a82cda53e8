using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Support;

/// <summary>The requests that many tests send, for one partition.</summary>
internal static class WireRequests
{
    public static async Task<(ErrorCode Error, long Offset)> ProduceAsync(
        this WireClient client,
        string topic,
        byte[] batch,
        int partition = 0,
        short version = 9,
        short acks = 1
    )
    {
        var answer = await client.AskAsync(ApiKey.Produce, version, body => Produce(body, topic, partition, batch, acks));
        answer.ArrayCount().ShouldBe(1);
        answer.String().ShouldBe(topic);
        answer.ArrayCount().ShouldBe(1);
        answer.Int32().ShouldBe(partition);
        return ((ErrorCode)answer.Int16(), answer.Int64());
    }

    public static void Produce(ResponseWriter body, string topic, int partition, byte[] batch, short acks = 1)
    {
        body.NullableString(null);
        body.Int16(acks);
        body.Int32(30_000);
        body.ArrayCount(1);
        body.String(topic);
        body.ArrayCount(1);
        body.Int32(partition);
        body.Bytes(batch);
        body.TaggedFields();
        body.TaggedFields();
        body.TaggedFields();
    }

    public static async Task<FetchAnswer> FetchAsync(
        this WireClient client,
        string topic,
        long offset,
        int partition = 0,
        short version = 12,
        int maxWaitMs = 0,
        int maxBytes = 1_000_000,
        bool committedOnly = false
    )
    {
        var answer = await client.AskAsync(
            ApiKey.Fetch,
            version,
            body => Fetch(body, version, topic, partition, offset, maxWaitMs, maxBytes, committedOnly)
        );
        return FetchAnswer.Read(answer, version);
    }

    public static void Fetch(
        ResponseWriter body,
        short version,
        string topic,
        int partition,
        long offset,
        int maxWaitMs,
        int maxBytes = 1_000_000,
        bool committedOnly = false,
        int session = 0
    )
    {
        body.Int32(-1);
        body.Int32(maxWaitMs);
        body.Int32(1);
        body.Int32(maxBytes);
        body.Int8(committedOnly ? (sbyte)1 : (sbyte)0);
        if (version >= 7)
        {
            body.Int32(session);
            body.Int32(session == 0 ? 0 : 1);
        }

        body.ArrayCount(1);
        body.String(topic);
        body.ArrayCount(1);
        body.Int32(partition);
        if (version >= 9)
        {
            body.Int32(-1);
        }

        body.Int64(offset);
        if (version >= 12)
        {
            body.Int32(-1);
        }

        if (version >= 5)
        {
            body.Int64(-1);
        }

        body.Int32(maxBytes);
        body.TaggedFields();
        body.TaggedFields();
        if (version >= 7)
        {
            body.ArrayCount(0);
        }

        if (version >= 11)
        {
            body.String("");
        }

        body.TaggedFields();
    }

    /// <summary>With <c>validate only</c> the topic is not made.</summary>
    public static async Task<(ErrorCode Error, string? Message)> CreateTopicAsync(
        this WireClient client,
        string topic,
        int partitions = 1,
        short replicas = 1,
        bool validateOnly = false,
        params (string Name, string Value)[] configs
    )
    {
        var answer = await client.AskAsync(
            ApiKey.CreateTopics,
            4,
            body =>
            {
                body.ArrayCount(1);
                body.String(topic);
                body.Int32(partitions);
                body.Int16(replicas);
                body.ArrayCount(0);
                body.Array(
                    configs,
                    static (writer, config) =>
                    {
                        writer.String(config.Name);
                        writer.NullableString(config.Value);
                    }
                );
                body.Int32(30_000);
                body.Boolean(validateOnly);
            }
        );
        answer.Int32();
        answer.ArrayCount().ShouldBe(1);
        answer.String().ShouldBe(topic);
        return ((ErrorCode)answer.Int16(), answer.NullableString());
    }

    public static async Task<(ErrorCode Error, long Timestamp, long Offset)> ListOffsetAsync(
        this WireClient client,
        string topic,
        long timestamp,
        int partition = 0,
        short version = 7
    )
    {
        var answer = await client.AskAsync(
            ApiKey.ListOffsets,
            version,
            body =>
            {
                body.Int32(-1);
                if (version >= 2)
                {
                    body.Int8(0);
                }

                body.ArrayCount(1);
                body.String(topic);
                body.ArrayCount(1);
                body.Int32(partition);
                if (version >= 4)
                {
                    body.Int32(-1);
                }

                body.Int64(timestamp);
                body.TaggedFields();
                body.TaggedFields();
                body.TaggedFields();
            }
        );
        if (version >= 2)
        {
            answer.Int32();
        }

        answer.ArrayCount().ShouldBe(1);
        answer.String().ShouldBe(topic);
        answer.ArrayCount().ShouldBe(1);
        answer.Int32().ShouldBe(partition);
        return ((ErrorCode)answer.Int16(), answer.Int64(), answer.Int64());
    }
}
