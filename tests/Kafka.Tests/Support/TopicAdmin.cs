using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Support;

/// <summary>What administrators ask, for one topic.</summary>
internal static class TopicAdmin
{
    public static async Task<ErrorCode> DeleteAsync(WireClient client, string topic)
    {
        var answer = await client.AskAsync(
            ApiKey.DeleteTopics,
            4,
            body =>
            {
                body.Array([topic], static (writer, name) => writer.String(name));
                body.Int32(30_000);
                body.TaggedFields();
            }
        );
        answer.Int32();
        answer.ArrayCount().ShouldBe(1);
        answer.String().ShouldBe(topic);
        return (ErrorCode)answer.Int16();
    }

    public static async Task<ErrorCode> GrowAsync(WireClient client, string topic, int partitions)
    {
        var answer = await client.AskAsync(
            ApiKey.CreatePartitions,
            2,
            body =>
            {
                body.ArrayCount(1);
                body.String(topic);
                body.Int32(partitions);
                body.ArrayCount(-1);
                body.TaggedFields();
                body.Int32(30_000);
                body.Boolean(false);
                body.TaggedFields();
            }
        );
        answer.Int32();
        answer.ArrayCount().ShouldBe(1);
        answer.String().ShouldBe(topic);
        return (ErrorCode)answer.Int16();
    }

    public static async Task<(long Low, ErrorCode Error)> DeleteRecordsAsync(WireClient client, string topic, long before)
    {
        var answer = await client.AskAsync(
            ApiKey.DeleteRecords,
            2,
            body =>
            {
                body.ArrayCount(1);
                body.String(topic);
                body.ArrayCount(1);
                body.Int32(0);
                body.Int64(before);
                body.TaggedFields();
                body.TaggedFields();
                body.Int32(30_000);
                body.TaggedFields();
            }
        );
        answer.Int32();
        answer.ArrayCount().ShouldBe(1);
        answer.String().ShouldBe(topic);
        answer.ArrayCount().ShouldBe(1);
        answer.Int32().ShouldBe(0);
        return (answer.Int64(), (ErrorCode)answer.Int16());
    }

    public static async Task<(ErrorCode Error, int Epoch, long End)> EndOfEpochAsync(WireClient client, string topic, int epoch)
    {
        var answer = await client.AskAsync(
            ApiKey.OffsetForLeaderEpoch,
            2,
            body =>
            {
                body.ArrayCount(1);
                body.String(topic);
                body.ArrayCount(1);
                body.Int32(0);
                body.Int32(-1);
                body.Int32(epoch);
            }
        );
        answer.Int32();
        answer.ArrayCount().ShouldBe(1);
        answer.String().ShouldBe(topic);
        answer.ArrayCount().ShouldBe(1);
        var error = (ErrorCode)answer.Int16();
        answer.Int32().ShouldBe(0);
        return (error, answer.Int32(), answer.Int64());
    }
}
