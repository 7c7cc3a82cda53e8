using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Support;

/// <summary>What tests ask of groups beside their clients.</summary>
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

    public static async Task<JoinedGroup> JoinAsync(
        this WireClient client,
        string group,
        short version,
        string memberId,
        string? instance = null
    )
    {
        var answer = await client.AskAsync(ApiKey.JoinGroup, version, body => Join(body, group, version, memberId, instance));
        if (version >= 2)
        {
            answer.Int32().ShouldBe(0);
        }

        var joined = new JoinedGroup(
            (ErrorCode)answer.Int16(),
            answer.Int32(),
            answer.String(),
            answer.String(),
            answer.String(),
            answer
                .Array(one =>
                {
                    one.String();
                    if (version >= 5)
                    {
                        one.NullableString();
                    }

                    return one.Bytes().Length;
                })
                .Count
        );
        answer.Remaining.ShouldBe(0);
        return joined;
    }

    /// <summary>Takes a static member out by its name, as an administrator does.</summary>
    public static async Task<ErrorCode> LeaveAsync(this WireClient client, string group, string instance)
    {
        var answer = await client.AskAsync(
            ApiKey.LeaveGroup,
            3,
            body =>
            {
                body.String(group);
                body.ArrayCount(1);
                body.String("");
                body.NullableString(instance);
            }
        );
        answer.Int32();
        ((ErrorCode)answer.Int16()).ShouldBe(ErrorCode.None);
        return answer.Array(one => (one.String(), one.NullableString(), (ErrorCode)one.Int16())).ShouldHaveSingleItem().Item3;
    }

    public static void Join(ResponseWriter body, string group, short version, string memberId, string? instance = null)
    {
        body.String(group);
        body.Int32(10_000);
        if (version >= 1)
        {
            body.Int32(60_000);
        }

        body.String(memberId);
        if (version >= 5)
        {
            body.NullableString(instance);
        }

        body.String("consumer");
        body.ArrayCount(1);
        body.String("range");
        body.Bytes([0, 0]);
    }
}

/// <param name="Members">How many the answer names: for the leader all, for others none.</param>
internal sealed record JoinedGroup(ErrorCode Error, int Generation, string Protocol, string Leader, string MemberId, int Members);
