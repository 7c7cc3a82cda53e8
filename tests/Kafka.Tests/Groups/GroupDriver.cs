using Platform.Engines.Kafka.Groups;
using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Groups;

/// <summary>A group with a clock that is moved by hand, and members that know the protocols <c>range</c> and <c>roundrobin</c> unless they say otherwise.</summary>
internal sealed class GroupDriver(GroupSettings? settings = null)
{
    public static readonly TimeSpan Session = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Rebalance = TimeSpan.FromSeconds(60);

    public ClassicGroup Group { get; } = new("g", settings ?? new GroupSettings());

    public TimeSpan Now { get; private set; } = TimeSpan.FromHours(1);

    /// <summary>Moves the clock, waking the group at each of its own deadlines on the way.</summary>
    public void Pass(double seconds)
    {
        var end = Now + TimeSpan.FromSeconds(seconds);
        while (Group.NextDeadline() is { } next && next <= end)
        {
            // A deadline that does not move when it is reached would keep a timer firing for ever.
            next.ShouldBeGreaterThanOrEqualTo(Now);
            Now = next;
            Group.Tick(Now);
            if (Group.NextDeadline() is { } again)
            {
                again.ShouldBeGreaterThan(Now);
            }
        }

        Now = end;
        Group.Tick(Now);
    }

    public static JoinRequest Request(
        string memberId = "",
        string? instance = null,
        bool requireKnownId = false,
        string[]? protocols = null,
        string metadata = "topics",
        string type = "consumer"
    ) =>
        new(
            "g",
            memberId,
            instance,
            "client",
            "/127.0.0.1",
            Session,
            Rebalance,
            type,
            [
                .. (protocols ?? ["range", "roundrobin"]).Select(name => new GroupProtocol(
                    name,
                    System.Text.Encoding.UTF8.GetBytes(metadata)
                )),
            ],
            requireKnownId
        );

    public Task<JoinAnswer> Join(JoinRequest request) => Group.Join(request, Now);

    public Task<JoinAnswer> Join(string memberId = "") => Join(Request(memberId));

    public Task<SyncAnswer> Sync(JoinAnswer member, params (string Member, string Assignment)[] assignments) =>
        Group.Sync(
            new SyncRequest(
                "g",
                Claim(member),
                assignments.ToDictionary(one => one.Member, one => System.Text.Encoding.UTF8.GetBytes(one.Assignment))
            ),
            Now
        );

    public ErrorCode Heartbeat(JoinAnswer member, string? instance = null) => Group.Heartbeat(Claim(member, instance), Now);

    public static MemberClaim Claim(JoinAnswer member, string? instance = null) => new(member.MemberId, instance, member.Generation);

    /// <summary>A stable group of so many members; the first leads it.</summary>
    public async Task<IReadOnlyList<JoinAnswer>> StableAsync(int members)
    {
        List<Task<JoinAnswer>> joins = [];
        for (var i = 0; i < members; i++)
        {
            var present = Group.Members.Select(member => member.Id).ToList();
            joins = [Join()];
            joins.InsertRange(0, present.Select(Join));
        }

        return await SettleAsync(joins);
    }

    /// <summary>All who wait have joined: the leader assigns everyone their own number.</summary>
    public async Task<IReadOnlyList<JoinAnswer>> SettleAsync(IEnumerable<Task<JoinAnswer>> joins)
    {
        var answers = await Task.WhenAll(joins);
        answers.ShouldAllBe(answer => answer.Error == ErrorCode.None);
        var leader = answers.Single(answer => answer.LeaderId == answer.MemberId);
        var waiting = answers.Where(answer => answer != leader).Select(answer => Sync(answer)).ToList();
        waiting.ShouldAllBe(sync => !sync.IsCompleted);
        var own = await Sync(leader, [.. leader.Members.Select((member, index) => (member.Id, $"assignment {index}"))]);
        own.Error.ShouldBe(ErrorCode.None);
        (await Task.WhenAll(waiting)).ShouldAllBe(sync => sync.Error == ErrorCode.None && sync.Assignment.Length > 0);
        Group.State.ShouldBe(GroupState.Stable);
        return [leader, .. answers.Where(answer => answer != leader)];
    }
}
