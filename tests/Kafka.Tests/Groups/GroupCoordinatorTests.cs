using Platform.Engines.Kafka.Groups;
using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Groups.Offsets;
using Platform.Engines.Kafka.Wire;
using static Kafka.Tests.Transactions.Coordinators;

namespace Kafka.Tests.Groups;

public sealed class GroupCoordinatorTests
{
    [Fact]
    public async Task Committed_offsets_and_the_groups_type_survive_a_kill_and_members_are_unknown_after_it()
    {
        await using var all = await StartAsync();
        var member = await all.Groups.JoinAsync(GroupDriver.Request());
        await all.Groups.SyncAsync(new SyncRequest("g", GroupDriver.Claim(member), new Dictionary<string, byte[]>()));
        all.Groups.Commit("g", GroupDriver.Claim(member), [(P0, new CommittedOffset(7, 3, "mine"))]).ShouldBe([ErrorCode.None]);

        await all.KillAndRestartAsync();

        all.Groups.Fetch("g", null, requireStable: false).ShouldBe([(P0, new CommittedOffset(7, 3, "mine"), ErrorCode.None)]);
        all.Groups.List().ShouldBe([("g", "consumer")]);
        all.Groups.Heartbeat("g", GroupDriver.Claim(member)).ShouldBe(ErrorCode.UnknownMemberId);
        (await all.Groups.JoinAsync(GroupDriver.Request(member.MemberId))).Error.ShouldBe(ErrorCode.UnknownMemberId);
        (await all.Groups.JoinAsync(GroupDriver.Request())).Error.ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task A_session_ends_by_the_clock_and_the_others_learn_of_it()
    {
        await using var all = await StartAsync();
        var first = await all.Groups.JoinAsync(GroupDriver.Request());
        var second = all.Groups.JoinAsync(GroupDriver.Request());
        first = await all.Groups.JoinAsync(GroupDriver.Request(first.MemberId));
        await second;
        all.Time.Advance(GroupDriver.Session - TimeSpan.FromSeconds(1));
        all.Groups.Heartbeat("g", GroupDriver.Claim(first)).ShouldBe(ErrorCode.None);
        all.Time.Advance(TimeSpan.FromSeconds(2));

        all.Groups.Heartbeat("g", GroupDriver.Claim(first)).ShouldBe(ErrorCode.RebalanceInProgress);
        all.Groups.Describe("g")!.Members.ShouldHaveSingleItem().Id.ShouldBe(first.MemberId);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(2_000)]
    public async Task Session_time_outs_out_of_bounds_are_refused(int seconds)
    {
        await using var all = await StartAsync();
        var request = GroupDriver.Request() with { SessionTimeout = TimeSpan.FromSeconds(seconds) };
        (await all.Groups.JoinAsync(request)).Error.ShouldBe(ErrorCode.InvalidSessionTimeout);
    }

    [Fact]
    public async Task Offsets_that_cannot_be_are_refused_one_by_one()
    {
        await using var all = await StartAsync();
        all.Groups.Commit(
                "g",
                Nobody,
                [
                    (new TopicPartition("none", 0), new CommittedOffset(1, -1, "")),
                    (P0, new CommittedOffset(1, -1, new string('x', 5_000))),
                    (P1, new CommittedOffset(1, -1, "")),
                ]
            )
            .ShouldBe([ErrorCode.UnknownTopicOrPartition, ErrorCode.OffsetMetadataTooLarge, ErrorCode.None]);
        all.Groups.Fetch("g", null, requireStable: false).ShouldHaveSingleItem().Partition.ShouldBe(P1);
        all.Groups.Commit("nowhere", new MemberClaim("m", null, 4), [(P0, CommittedOffset.None)]).ShouldBe([ErrorCode.IllegalGeneration]);
    }

    [Fact]
    public async Task A_group_in_use_is_not_deleted_and_an_empty_one_is_with_its_offsets()
    {
        await using var all = await StartAsync();
        var member = await all.Groups.JoinAsync(GroupDriver.Request());
        await all.Groups.SyncAsync(new SyncRequest("g", GroupDriver.Claim(member), new Dictionary<string, byte[]>()));
        all.Groups.Commit("g", GroupDriver.Claim(member), [(P0, new CommittedOffset(7, -1, ""))]);
        all.Groups.Delete("g").ShouldBe(ErrorCode.NonEmptyGroup);
        all.Groups.Delete("none").ShouldBe(ErrorCode.GroupIdNotFound);

        all.Groups.Leave("g", [(member.MemberId, null)]).ShouldBe([ErrorCode.None]);
        all.Groups.Delete("g").ShouldBe(ErrorCode.None);
        all.Groups.Describe("g").ShouldBeNull();
        await all.KillAndRestartAsync();
        all.Groups.List().ShouldBeEmpty();
        all.Committed("g", P0).ShouldBe(-1);
    }

    [Fact]
    public async Task Offsets_are_removed_unless_members_consume_the_topic()
    {
        await using var all = await StartAsync();
        all.Groups.Commit("g", Nobody, [(P0, new CommittedOffset(7, -1, "")), (P1, new CommittedOffset(8, -1, ""))]);
        all.Groups.DeleteOffsets("g", [P0, new TopicPartition("none", 0)])
            .Answers.ShouldBe([ErrorCode.None, ErrorCode.UnknownTopicOrPartition]);
        all.Committed("g", P0).ShouldBe(-1);
        all.Groups.DeleteOffsets("none", [P0]).Error.ShouldBe(ErrorCode.GroupIdNotFound);

        // A consumer's subscription: version, topics.
        await all.Groups.JoinAsync(GroupDriver.Request(metadata: "\0\0\0\0\0\x01\0\x01t"));
        all.Groups.DeleteOffsets("g", [P1]).Answers.ShouldBe([ErrorCode.GroupSubscribedToTopic]);
        all.Committed("g", P1).ShouldBe(8);
    }

    [Fact]
    public async Task A_deleted_topic_takes_its_offsets_along()
    {
        await using var all = await StartAsync();
        all.Groups.Commit("a/b", Nobody, [(P0, new CommittedOffset(7, -1, ""))]);
        all.Groups.ForgetTopic("other");
        all.Committed("a/b", P0).ShouldBe(7);
        all.Groups.ForgetTopic("t");
        await all.KillAndRestartAsync();
        all.Committed("a/b", P0).ShouldBe(-1);
    }

    [Fact]
    public async Task Groups_are_bounded_and_empty_ones_make_room()
    {
        await using var all = await StartAsync(new GroupSettings { MaxGroups = 2 });
        all.Groups.Commit("kept", Nobody, [(P0, new CommittedOffset(7, -1, ""))]);
        var member = await all.Groups.JoinAsync(GroupDriver.Request() with { GroupId = "left" });
        all.Groups.Leave("left", [(member.MemberId, null)]);

        (await all.Groups.JoinAsync(GroupDriver.Request() with { GroupId = "new" })).Error.ShouldBe(ErrorCode.None);
        (await all.Groups.JoinAsync(GroupDriver.Request() with { GroupId = "one too many" })).Error.ShouldBe(
            ErrorCode.CoordinatorNotAvailable
        );
        all.Groups.Commit("another", Nobody, [(P0, new CommittedOffset(7, -1, ""))]).ShouldBe([ErrorCode.CoordinatorNotAvailable]);
        all.Groups.List().Select(group => group.GroupId).ShouldBe(["kept", "new"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_group_that_nobody_uses_is_forgotten_after_its_retention_and_one_in_use_is_not()
    {
        await using var all = await StartAsync(new GroupSettings { OffsetRetention = TimeSpan.FromHours(1) });
        all.Groups.Commit("unused", Nobody, [(P0, new CommittedOffset(7, -1, ""))]);
        var member = await all.Groups.JoinAsync(GroupDriver.Request());
        await all.Groups.SyncAsync(new SyncRequest("g", GroupDriver.Claim(member), new Dictionary<string, byte[]>()));
        all.Groups.Commit("g", GroupDriver.Claim(member), [(P0, new CommittedOffset(7, -1, ""))]).ShouldBe([ErrorCode.None]);
        for (var seconds = 0; seconds < 7200; seconds += 5)
        {
            all.Time.Advance(TimeSpan.FromSeconds(5));
            all.Groups.Heartbeat("g", GroupDriver.Claim(member)).ShouldBe(ErrorCode.None);
        }

        all.Groups.List().ShouldBe([("g", "consumer")]);
        await all.KillAndRestartAsync();
        all.Committed("unused", P0).ShouldBe(-1);
        all.Committed("g", P0).ShouldBe(7);
    }

    [Fact]
    public async Task Whoever_waits_when_the_broker_ends_is_answered()
    {
        await using var all = await StartAsync();
        await all.Groups.JoinAsync(GroupDriver.Request());
        var waiting = all.Groups.JoinAsync(GroupDriver.Request());
        await all.Groups.DisposeAsync();
        (await waiting).Error.ShouldBe(ErrorCode.CoordinatorNotAvailable);
    }
}
