using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Groups;

public sealed class StaticMembershipTests
{
    private readonly GroupDriver _driver = new();

    [Fact]
    public async Task A_static_member_that_restarts_gets_its_assignment_back_without_a_rebalance()
    {
        var (follower, leader) = await PairAsync();
        var before = await Resync(follower, "two");

        var back = await _driver.Join(GroupDriver.Request(instance: "two"));
        back.Error.ShouldBe(ErrorCode.None);
        back.MemberId.ShouldNotBe(follower.MemberId);
        back.Generation.ShouldBe(follower.Generation);
        _driver.Heartbeat(leader, "one").ShouldBe(ErrorCode.None);
        (await Resync(back, "two")).ShouldBe(before);
    }

    [Fact]
    public async Task A_leader_that_restarts_is_not_asked_to_assign_again()
    {
        var (_, leader) = await PairAsync();

        var back = await _driver.Join(GroupDriver.Request(instance: "one"));
        back.LeaderId.ShouldNotBe(back.MemberId);
        back.LeaderId.ShouldBe(leader.MemberId);
        (await Resync(back, "one")).ShouldStartWith("assignment");
        // It leads all the same: a rebalance asks it.
        var (again, _) = (_driver.Join(GroupDriver.Request(back.MemberId, "one", metadata: "changed")), 0);
        _driver.Group.Leave("", "two", _driver.Now).ShouldBe(ErrorCode.None);
        (await again).LeaderId.ShouldBe(back.MemberId);
    }

    [Fact]
    public async Task Whoever_goes_on_under_the_old_id_is_fenced()
    {
        var (follower, _) = await PairAsync();
        await _driver.Join(GroupDriver.Request(instance: "two"));

        _driver.Heartbeat(follower, "two").ShouldBe(ErrorCode.FencedInstanceId);
        _driver.Group.CheckCommit(GroupDriver.Claim(follower, "two"), false, _driver.Now).ShouldBe(ErrorCode.FencedInstanceId);
        (await _driver.Join(GroupDriver.Request(follower.MemberId, "two"))).Error.ShouldBe(ErrorCode.FencedInstanceId);
        _driver.Group.Leave(follower.MemberId, "two", _driver.Now).ShouldBe(ErrorCode.FencedInstanceId);
    }

    [Fact]
    public async Task Two_of_one_name_at_a_time_fence_each_other_while_they_join()
    {
        var member = (await _driver.StableAsync(1))[0];
        var first = _driver.Join(GroupDriver.Request(instance: "x"));
        var second = _driver.Join(GroupDriver.Request(instance: "x"));

        (await first).Error.ShouldBe(ErrorCode.FencedInstanceId);
        await _driver.Join(member.MemberId);
        (await second).Error.ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task A_static_member_keeps_its_place_while_its_session_lasts()
    {
        var (follower, leader) = await PairAsync();
        _driver.Pass(8);
        _driver.Heartbeat(leader, "one").ShouldBe(ErrorCode.None);
        _driver.Group.Members.Count.ShouldBe(2);

        _driver.Pass(3);
        _driver.Heartbeat(leader, "one").ShouldBe(ErrorCode.RebalanceInProgress, "its session is over");
        (await _driver.Join(GroupDriver.Request(follower.MemberId, "two"))).Error.ShouldBe(ErrorCode.UnknownMemberId);
    }

    [Fact]
    public async Task An_absent_static_member_is_assigned_to_all_the_same()
    {
        var (_, leader) = await PairAsync();
        var third = _driver.Join();
        var again = _driver.Join(GroupDriver.Request(leader.MemberId, "one"));
        _driver.Pass(GroupDriver.Session.TotalSeconds - 1);
        third.IsCompleted.ShouldBeFalse();

        var back = _driver.Join(GroupDriver.Request(instance: "two"));
        (await again).Members.Count.ShouldBe(3);
        (await back).Error.ShouldBe(ErrorCode.None);
    }

    private async Task<(JoinAnswer Follower, JoinAnswer Leader)> PairAsync()
    {
        var one = await _driver.Join(GroupDriver.Request(instance: "one"));
        var two = _driver.Join(GroupDriver.Request(instance: "two"));
        var members = await Task.WhenAll(_driver.Join(GroupDriver.Request(one.MemberId, "one")), two);
        var waiting = Sync(members[1], "two");
        await Sync(members[0], "one", [.. members[0].Members.Select((member, index) => (member.Id, $"assignment {index}"))]);
        await waiting;
        return (members[1], members[0]);
    }

    private Task<SyncAnswer> Sync(JoinAnswer member, string instance, params (string Id, string Assignment)[] assignments) =>
        _driver.Group.Sync(
            new SyncRequest(
                "g",
                GroupDriver.Claim(member, instance),
                assignments.ToDictionary(one => one.Id, one => System.Text.Encoding.UTF8.GetBytes(one.Assignment))
            ),
            _driver.Now
        );

    private async Task<string> Resync(JoinAnswer member, string instance)
    {
        var answer = await Sync(member, instance);
        answer.Error.ShouldBe(ErrorCode.None);
        return System.Text.Encoding.UTF8.GetString(answer.Assignment);
    }
}
