using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Groups;

public sealed class MembershipTests
{
    private readonly GroupDriver _driver = new();

    [Fact]
    public async Task A_session_lives_by_heartbeats_and_ends_without()
    {
        var member = (await _driver.StableAsync(1))[0];
        for (var i = 0; i < 5; i++)
        {
            _driver.Pass(9);
            _driver.Heartbeat(member).ShouldBe(ErrorCode.None);
        }

        _driver.Pass(11);
        _driver.Heartbeat(member).ShouldBe(ErrorCode.UnknownMemberId);
        _driver.Group.State.ShouldBe(GroupState.Empty);
        _driver.Group.NextDeadline().ShouldBeNull();
    }

    [Fact]
    public async Task Who_leaves_makes_room_at_once()
    {
        var members = await _driver.StableAsync(2);

        _driver.Group.Leave(members[0].MemberId, null, _driver.Now).ShouldBe(ErrorCode.None);
        _driver.Heartbeat(members[1]).ShouldBe(ErrorCode.RebalanceInProgress);
        var join = _driver.Join(members[1].MemberId);
        join.IsCompleted.ShouldBeTrue();
        (await join).LeaderId.ShouldBe(members[1].MemberId);
        _driver.Group.Leave(members[0].MemberId, null, _driver.Now).ShouldBe(ErrorCode.UnknownMemberId);
    }

    [Fact]
    public async Task The_last_to_leave_ends_the_rebalance_that_waits_for_it()
    {
        var members = await _driver.StableAsync(2);
        var rejoined = _driver.Join(members[0].MemberId);
        rejoined.IsCompleted.ShouldBeFalse();

        _driver.Group.Leave(members[1].MemberId, null, _driver.Now);
        (await rejoined).Members.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_wrong_generation_is_told_so()
    {
        var member = (await _driver.StableAsync(1))[0];
        _driver.Heartbeat(member with { Generation = 7 }).ShouldBe(ErrorCode.IllegalGeneration);
        (await _driver.Sync(member with { Generation = 7 })).Error.ShouldBe(ErrorCode.IllegalGeneration);
        (await _driver.Sync(member with { MemberId = "nobody" })).Error.ShouldBe(ErrorCode.UnknownMemberId);
    }

    [Fact]
    public async Task A_member_that_joins_while_the_leader_assigns_starts_over()
    {
        var first = await _driver.Join();
        var second = _driver.Join();
        (await _driver.Sync(first, (first.MemberId, "all"))).Error.ShouldBe(ErrorCode.RebalanceInProgress);

        await _driver.SettleAsync([second, _driver.Join(first.MemberId)]);
    }

    [Fact]
    public async Task Waiting_for_the_assignment_ends_when_the_leader_does_not_come()
    {
        var members = await _driver.StableAsync(2);
        var joins = new[] { _driver.Join(members[0].MemberId), _driver.Join(members[1].MemberId) };
        var answers = await Task.WhenAll(joins);
        var follower = answers.Single(answer => answer.LeaderId != answer.MemberId);
        var leader = answers.Single(answer => answer != follower);
        var waiting = _driver.Sync(follower);
        for (var seconds = 0; seconds < 60; seconds += 5)
        {
            _driver.Pass(5);
            _driver.Heartbeat(leader);
        }

        _driver.Pass(1);
        (await waiting).Error.ShouldBe(ErrorCode.RebalanceInProgress);
        _driver.Heartbeat(leader).ShouldBe(ErrorCode.UnknownMemberId);
        (await _driver.Join(follower.MemberId)).LeaderId.ShouldBe(follower.MemberId);
    }

    [Fact]
    public async Task Commits_are_taken_from_members_of_the_generation_only()
    {
        var nobody = new MemberClaim("", null, -1);
        _driver.Group.CheckCommit(nobody, inTransaction: false, _driver.Now).ShouldBe(ErrorCode.None, "nobody else is there");
        var member = (await _driver.StableAsync(1))[0];

        _driver.Group.CheckCommit(GroupDriver.Claim(member), inTransaction: false, _driver.Now).ShouldBe(ErrorCode.None);
        _driver.Group.CheckCommit(nobody, inTransaction: false, _driver.Now).ShouldBe(ErrorCode.UnknownMemberId);
        _driver.Group.CheckCommit(nobody, inTransaction: true, _driver.Now).ShouldBe(ErrorCode.None, "older producers name no member");
        _driver.Group.CheckCommit(new MemberClaim(member.MemberId, null, 9), false, _driver.Now).ShouldBe(ErrorCode.IllegalGeneration);
        await _driver.Join(member.MemberId);
        _driver
            .Group.CheckCommit(new MemberClaim(member.MemberId, null, 2), false, _driver.Now)
            .ShouldBe(ErrorCode.RebalanceInProgress, "the assignment is not known yet");
    }

    [Fact]
    public async Task A_deleted_group_sends_everybody_who_waits_to_look_again()
    {
        var first = await _driver.Join();
        var waiting = _driver.Join();
        _driver.Group.Kill();

        (await waiting).Error.ShouldBe(ErrorCode.CoordinatorNotAvailable);
        _driver.Heartbeat(first).ShouldBe(ErrorCode.CoordinatorNotAvailable);
    }
}
