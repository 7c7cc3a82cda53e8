using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Support;

/// <summary>Offsets that a consumer without membership keeps in the broker.</summary>
internal static class GroupOffsets
{
    private const string Group = "g";

    public static async Task<ErrorCode> CommitAsync(WireClient client, string topic, long offset)
    {
        var answer = await client.AskAsync(
            ApiKey.OffsetCommit,
            8,
            body =>
            {
                body.String(Group);
                body.Int32(-1);
                body.String("");
                body.NullableString(null);
                body.ArrayCount(1);
                body.String(topic);
                body.ArrayCount(1);
                body.Int32(0);
                body.Int64(offset);
                body.Int32(-1);
                body.NullableString(null);
                body.TaggedFields();
                body.TaggedFields();
                body.TaggedFields();
            }
        );
        answer.Int32();
        answer.ArrayCount();
        answer.String();
        answer.ArrayCount();
        answer.Int32();
        return (ErrorCode)answer.Int16();
    }

    /// <summary>-1 without one.</summary>
    public static async Task<long> FetchAsync(WireClient client, string topic)
    {
        var answer = await client.AskAsync(
            ApiKey.OffsetFetch,
            5,
            body =>
            {
                body.String(Group);
                body.ArrayCount(1);
                body.String(topic);
                body.ArrayCount(1);
                body.Int32(0);
            }
        );
        answer.Int32();
        answer.ArrayCount().ShouldBe(1);
        answer.String();
        answer.ArrayCount().ShouldBe(1);
        answer.Int32();
        return answer.Int64();
    }
}
