using Platform.Engines.Kafka.Groups;
using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Groups;

public sealed class JoiningTests
{
    private readonly GroupDriver _driver = new();

    [Fact]
    public async Task The_first_member_leads_a_generation_at_once()
    {
        var join = _driver.Join();

        join.IsCompleted.ShouldBeTrue("no initial delay is kept");
        var answer = await join;
        answer.Error.ShouldBe(ErrorCode.None);
        answer.Generation.ShouldBe(1);
        answer.LeaderId.ShouldBe(answer.MemberId);
        answer.Protocol.ShouldBe("range");
        answer.Members.ShouldHaveSingleItem().Id.ShouldBe(answer.MemberId);
    }

    [Fact]
    public async Task From_version_4_on_the_id_is_given_first()
    {
        var first = await _driver.Join(GroupDriver.Request(requireKnownId: true));
        first.Error.ShouldBe(ErrorCode.MemberIdRequired);
        first.MemberId.ShouldStartWith("client-");
        _driver.Group.Members.ShouldBeEmpty();

        var second = await _driver.Join(GroupDriver.Request(first.MemberId, requireKnownId: true));
        second.Error.ShouldBe(ErrorCode.None);
        second.MemberId.ShouldBe(first.MemberId);
    }

    [Fact]
    public async Task A_rebalance_waits_for_an_id_that_was_given_and_not_for_ever()
    {
        var promised = await _driver.Join(GroupDriver.Request(requireKnownId: true));
        var other = _driver.Join();
        other.IsCompleted.ShouldBeFalse();

        _driver.Pass(GroupDriver.Session.TotalSeconds + 1);
        (await other).Members.Count.ShouldBe(1);
        (await _driver.Join(promised.MemberId)).Error.ShouldBe(ErrorCode.UnknownMemberId);
    }

    [Fact]
    public async Task A_second_member_makes_the_first_join_again_and_gets_its_share()
    {
        var first = (await _driver.StableAsync(1))[0];
        var second = _driver.Join();
        second.IsCompleted.ShouldBeFalse();
        _driver.Heartbeat(first).ShouldBe(ErrorCode.RebalanceInProgress);

        var members = await _driver.SettleAsync([second, _driver.Join(first.MemberId)]);
        members.ShouldAllBe(member => member.Generation == 2);
        members[0].MemberId.ShouldBe(first.MemberId);
        members[0].Members.Count.ShouldBe(2);
        members[1].Members.ShouldBeEmpty("only the leader is told of the others");
    }

    [Fact]
    public async Task Who_does_not_join_within_the_rebalance_time_out_is_out()
    {
        var silent = (await _driver.StableAsync(1))[0];
        var second = _driver.Join();
        for (var seconds = 0; seconds < 55; seconds += 5)
        {
            _driver.Pass(5);
            _driver.Heartbeat(silent).ShouldBe(ErrorCode.RebalanceInProgress);
        }

        second.IsCompleted.ShouldBeFalse();
        _driver.Pass(6);
        (await second).Members.ShouldHaveSingleItem();
        _driver.Heartbeat(silent).ShouldBe(ErrorCode.UnknownMemberId);
    }

    [Fact]
    public async Task The_protocol_that_most_prefer_is_elected_among_those_that_all_know()
    {
        var first = await _driver.Join(GroupDriver.Request(protocols: ["range", "sticky", "roundrobin"]));
        var second = _driver.Join(GroupDriver.Request(protocols: ["roundrobin", "range"]));
        var third = _driver.Join(GroupDriver.Request(protocols: ["roundrobin", "range", "other"]));
        var again = _driver.Join(GroupDriver.Request(first.MemberId, protocols: ["range", "sticky", "roundrobin"]));

        (await Task.WhenAll(second, third, again)).ShouldAllBe(answer => answer.Protocol == "roundrobin");
    }

    [Fact]
    public async Task Who_shares_no_protocol_or_type_with_the_others_is_refused()
    {
        await _driver.StableAsync(1);

        (await _driver.Join(GroupDriver.Request(protocols: ["sticky"]))).Error.ShouldBe(ErrorCode.InconsistentGroupProtocol);
        (await _driver.Join(GroupDriver.Request(type: "connect"))).Error.ShouldBe(ErrorCode.InconsistentGroupProtocol);
        (await _driver.Join(GroupDriver.Request(protocols: []))).Error.ShouldBe(ErrorCode.InconsistentGroupProtocol);
        _driver.Group.State.ShouldBe(GroupState.Stable);
    }

    [Fact]
    public async Task A_follower_that_asks_again_disturbs_nobody_and_the_leader_that_does_gets_a_rebalance()
    {
        var members = await _driver.StableAsync(2);

        var follower = await _driver.Join(members[1].MemberId);
        follower.Generation.ShouldBe(2);
        _driver.Group.State.ShouldBe(GroupState.Stable);

        _driver.Join(members[0].MemberId).IsCompleted.ShouldBeFalse();
        _driver.Heartbeat(members[1]).ShouldBe(ErrorCode.RebalanceInProgress);
    }

    [Fact]
    public async Task A_follower_with_a_new_subscription_gets_a_rebalance()
    {
        var members = await _driver.StableAsync(2);

        var changed = _driver.Join(GroupDriver.Request(members[1].MemberId, metadata: "more topics"));
        changed.IsCompleted.ShouldBeFalse();
        var answers = await Task.WhenAll(changed, _driver.Join(members[0].MemberId));
        System
            .Text.Encoding.UTF8.GetString(answers[1].Members.Single(member => member.Id == members[1].MemberId).Metadata)
            .ShouldBe("more topics");
    }

    [Fact]
    public async Task Members_and_bytes_of_a_group_are_bounded()
    {
        var two = new GroupDriver(new GroupSettings { MaxMembers = 2 });
        await two.StableAsync(2);
        (await two.Join()).Error.ShouldBe(ErrorCode.GroupMaxSizeReached);

        var small = new GroupDriver(new GroupSettings { MaxGroupBytes = 10_000 });
        (await small.Join(GroupDriver.Request(metadata: new string('x', 10_000)))).Error.ShouldBe(ErrorCode.GroupMaxSizeReached);
        var answers = Enumerable.Range(0, 30).Select(_ => small.Join(GroupDriver.Request(requireKnownId: true))).ToList();
        (await answers[0]).Error.ShouldBe(ErrorCode.MemberIdRequired);
        (await answers[^1]).Error.ShouldBe(ErrorCode.GroupMaxSizeReached, "ids that nobody uses count as well");
    }

    [Fact]
    public async Task A_new_member_whose_client_is_gone_does_not_stay()
    {
        var first = (await _driver.StableAsync(1))[0];
        var gone = _driver.Join();
        for (var minute = 0; minute < 5; minute++)
        {
            _driver.Pass(9);
            _driver.Heartbeat(first);
        }

        var generation = await _driver.SettleAsync([_driver.Join(first.MemberId), gone]);
        _driver.Pass(9);
        _driver.Heartbeat(generation[0]);
        _driver.Pass(2);
        _driver.Heartbeat(generation[0]).ShouldBe(ErrorCode.RebalanceInProgress, "the other was not heard of for its session's time");
    }
}
