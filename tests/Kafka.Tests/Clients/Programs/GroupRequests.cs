using Kafka.Tests.Support;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Clients.Programs;

/// <summary>What a group has committed, asked beside the clients.</summary>
internal static class GroupRequests
{
    /// <summary>The committed offsets of a topic's first partitions; -1 where there is none.</summary>
    public static async Task<List<long>> CommittedAsync(this WireClient client, string group, string topic, int partitions = 1)
    {
        var answer = await client.AskAsync(
            ApiKey.OffsetFetch,
            5,
            body =>
            {
                body.String(group);
                body.ArrayCount(1);
                body.String(topic);
                body.ArrayCount(partitions);
                for (var i = 0; i < partitions; i++)
                {
                    body.Int32(i);
                }
            }
        );
        answer.Int32();
        return answer
            .Array(topics =>
            {
                topics.String();
                return topics.Array(one =>
                {
                    one.Int32();
                    var offset = one.Int64();
                    one.Int32();
                    one.NullableString();
                    one.Int16().ShouldBe((short)0);
                    return offset;
                });
            })
            .SelectMany(offsets => offsets)
            .ToList();
    }
}
