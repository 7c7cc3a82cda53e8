using Kafka.Tests.Support;
using Platform.Engines.Kafka;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Groups;

/// <summary>Every version of the group APIs, byte by byte: client libraries call only some of them.</summary>
public sealed class GroupApiTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_member_joins_syncs_beats_and_leaves_in_every_version(short version)
    {
        await using var test = await StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);
        var memberId = "";
        if (version >= 4)
        {
            var first = await client.JoinAsync("g", version, "");
            first.Error.ShouldBe(ErrorCode.MemberIdRequired);
            memberId = first.MemberId;
        }

        var member = await client.JoinAsync("g", version, memberId);
        (member.Error, member.Generation, member.Protocol).ShouldBe((ErrorCode.None, 1, "range"));
        (member.Leader, member.Members).ShouldBe((member.MemberId, 1));
        var others = Math.Min(version, (short)3);

        var sync = await client.AskAsync(
            ApiKey.SyncGroup,
            others,
            body =>
            {
                Identify(body, "g", 1, member.MemberId, withInstance: others >= 3);
                body.ArrayCount(1);
                body.String(member.MemberId);
                body.Bytes([1, 2, 3]);
            }
        );
        SkipThrottle(sync, others >= 1);
        sync.Int16().ShouldBe((short)ErrorCode.None);
        sync.Bytes().ToArray().ShouldBe([1, 2, 3]);
        sync.Remaining.ShouldBe(0);

        var beat = await client.AskAsync(
            ApiKey.Heartbeat,
            others,
            body => Identify(body, "g", 1, member.MemberId, withInstance: others >= 3)
        );
        SkipThrottle(beat, others >= 1);
        beat.Int16().ShouldBe((short)ErrorCode.None);
        beat.Remaining.ShouldBe(0);

        var leave = await client.AskAsync(ApiKey.LeaveGroup, others, body => Leave(body, others, member.MemberId, "nobody"));
        SkipThrottle(leave, others >= 1);
        leave.Int16().ShouldBe((short)ErrorCode.None);
        if (others >= 3)
        {
            leave
                .Array(one => (one.String(), one.NullableString(), (ErrorCode)one.Int16()))
                .ShouldBe([(member.MemberId, null, ErrorCode.None), ("nobody", null, ErrorCode.UnknownMemberId)]);
        }

        leave.Remaining.ShouldBe(0);
    }

    [Fact]
    public async Task Offsets_are_committed_and_fetched_in_every_version()
    {
        await using var test = await StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);
        for (short commit = 2; commit <= 8; commit++)
        {
            var answer = await client.AskAsync(ApiKey.OffsetCommit, commit, body => Commit(body, commit, offset: 100 + commit));
            SkipThrottle(answer, commit >= 3);
            Errors(answer).ShouldBe([("t", 0, ErrorCode.None), ("none", 0, ErrorCode.UnknownTopicOrPartition)]);
            for (short fetch = 1; fetch <= 7; fetch++)
            {
                foreach (var all in fetch >= 2 ? (bool[])[false, true] : [false])
                {
                    var fetched = await client.AskAsync(ApiKey.OffsetFetch, fetch, body => Fetch(body, fetch, all));
                    var (offset, epoch, metadata) = ReadFetched(fetched, fetch);
                    offset.ShouldBe(100 + commit);
                    metadata.ShouldBe("noted");
                    epoch.ShouldBe(fetch >= 5 && commit >= 6 ? 5 : -1);
                }
            }
        }
    }

    [Fact]
    public async Task Groups_are_described_listed_and_deleted_in_every_version()
    {
        await using var test = await StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);
        await client.AskAsync(ApiKey.OffsetCommit, 8, body => Commit(body, 8, offset: 1));
        for (short version = 0; version <= 4; version++)
        {
            var answer = await client.AskAsync(
                ApiKey.DescribeGroups,
                version,
                body =>
                {
                    body.Array((string[])["g", "none"], static (writer, id) => writer.String(id));
                    if (version >= 3)
                    {
                        body.Boolean(true);
                    }
                }
            );
            SkipThrottle(answer, version >= 1);
            answer
                .Array(one =>
                {
                    var described = ((ErrorCode)one.Int16(), one.String(), one.String());
                    (one.String(), one.String(), one.ArrayCount()).ShouldBe(("", "", 0));
                    if (version >= 3)
                    {
                        one.Int32().ShouldBe(int.MinValue);
                    }

                    return described;
                })
                .ShouldBe([(ErrorCode.None, "g", "Empty"), (ErrorCode.None, "none", "Dead")]);
            answer.Remaining.ShouldBe(0);
        }

        for (short version = 0; version <= 2; version++)
        {
            var listed = await client.AskAsync(ApiKey.ListGroups, version);
            SkipThrottle(listed, version >= 1);
            listed.Int16().ShouldBe((short)ErrorCode.None);
            listed.Array(one => (one.String(), one.String())).ShouldBe(version == 0 ? [("g", "")] : []);
            listed.Remaining.ShouldBe(0);
            var deleted = await client.AskAsync(
                ApiKey.DeleteGroups,
                version,
                body =>
                {
                    body.Array((string[])["g"], static (writer, id) => writer.String(id));
                    body.TaggedFields();
                }
            );
            deleted.Int32();
            deleted
                .Array(one =>
                {
                    var result = (one.String(), (ErrorCode)one.Int16());
                    one.TaggedFields();
                    return result;
                })
                .ShouldBe([("g", version == 0 ? ErrorCode.None : ErrorCode.GroupIdNotFound)]);
            deleted.TaggedFields();
            deleted.Remaining.ShouldBe(0);
        }
    }

    [Fact]
    public async Task The_coordinator_is_the_address_that_the_client_is_to_use()
    {
        await using var test = await TestBroker.StartAsync(options =>
            options.Listeners = [new KafkaListener("tcp", 0, "proxy.example", 1234)]
        );
        using var client = await WireClient.ConnectAsync(test.Port);
        for (short version = 0; version <= 2; version++)
        {
            foreach (var type in version >= 1 ? (sbyte[])[0, 1, 7] : [0])
            {
                var answer = await client.AskAsync(
                    ApiKey.FindCoordinator,
                    version,
                    body =>
                    {
                        body.String("any");
                        if (version >= 1)
                        {
                            body.Int8(type);
                        }
                    }
                );
                SkipThrottle(answer, version >= 1);
                ((ErrorCode)answer.Int16()).ShouldBe(type == 7 ? ErrorCode.InvalidRequest : ErrorCode.None);
                if (version >= 1)
                {
                    answer.NullableString();
                }

                (answer.Int32(), answer.String(), answer.Int32()).ShouldBe(type == 7 ? (-1, "", -1) : (1, "proxy.example", 1234));
                answer.Remaining.ShouldBe(0);
            }
        }
    }

    [Fact]
    public async Task A_group_without_a_name_is_refused()
    {
        await using var test = await StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);
        (await client.JoinAsync("", 5, "")).Error.ShouldBe(ErrorCode.InvalidGroupId);
    }

    [Fact]
    public async Task The_broker_ends_while_members_wait_for_each_other()
    {
        await using var test = await StartAsync();
        using var first = await WireClient.ConnectAsync(test.Port);
        using var second = await WireClient.ConnectAsync(test.Port);
        await first.JoinAsync("g", 3, "");
        var waiting = second.SendAsync(ApiKey.JoinGroup, 3, body => GroupRequests.Join(body, "g", 3, ""));
        await waiting;
        (await first.JoinAsync("other", 3, "")).Error.ShouldBe(ErrorCode.None, "others are served meanwhile");

        await test.Broker.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static Task<TestBroker> StartAsync() => TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));

    private static void Identify(ResponseWriter body, string group, int generation, string memberId, bool withInstance)
    {
        body.String(group);
        body.Int32(generation);
        body.String(memberId);
        if (withInstance)
        {
            body.NullableString(null);
        }
    }

    private static void Leave(ResponseWriter body, short version, string memberId, string other)
    {
        body.String("g");
        if (version < 3)
        {
            body.String(memberId);
            return;
        }

        body.Array(
            (string[])[memberId, other],
            static (writer, id) =>
            {
                writer.String(id);
                writer.NullableString(null);
            }
        );
    }

    private static void Commit(ResponseWriter body, short version, long offset)
    {
        Identify(body, "g", -1, "", withInstance: version >= 7);
        if (version <= 4)
        {
            body.Int64(-1);
        }

        body.Array(
            (string[])["t", "none"],
            (topics, topic) =>
            {
                topics.String(topic);
                topics.ArrayCount(1);
                topics.Int32(0);
                topics.Int64(offset);
                if (version >= 6)
                {
                    topics.Int32(5);
                }

                topics.NullableString("noted");
                topics.TaggedFields();
                topics.TaggedFields();
            }
        );
        body.TaggedFields();
    }

    private static void Fetch(ResponseWriter body, short version, bool all)
    {
        body.String("g");
        if (all)
        {
            body.ArrayCount(-1);
        }
        else
        {
            body.ArrayCount(1);
            body.String("t");
            body.ArrayCount(1);
            body.Int32(0);
            body.TaggedFields();
        }

        if (version >= 7)
        {
            body.Boolean(true);
        }

        body.TaggedFields();
    }

    private static (long Offset, int Epoch, string? Metadata) ReadFetched(RequestReader answer, short version)
    {
        SkipThrottle(answer, version >= 3);
        (answer.ArrayCount(), answer.String(), answer.ArrayCount(), answer.Int32()).ShouldBe((1, "t", 1, 0));
        var fetched = (answer.Int64(), version >= 5 ? answer.Int32() : -1, answer.NullableString());
        answer.Int16().ShouldBe((short)ErrorCode.None);
        answer.TaggedFields();
        answer.TaggedFields();
        if (version >= 2)
        {
            answer.Int16().ShouldBe((short)ErrorCode.None);
        }

        answer.TaggedFields();
        answer.Remaining.ShouldBe(0);
        return fetched;
    }

    private static List<(string Topic, int Partition, ErrorCode Error)> Errors(RequestReader answer)
    {
        var errors = answer.Array(topics =>
        {
            var topic = topics.String();
            topics.ArrayCount().ShouldBe(1);
            var error = (topic, topics.Int32(), (ErrorCode)topics.Int16());
            topics.TaggedFields();
            topics.TaggedFields();
            return error;
        });
        answer.TaggedFields();
        answer.Remaining.ShouldBe(0);
        return errors;
    }

    private static void SkipThrottle(RequestReader answer, bool has)
    {
        if (has)
        {
            answer.Int32().ShouldBe(0);
        }
    }
}
