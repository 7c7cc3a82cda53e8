using System.Diagnostics;
using Kafka.Tests.Support;
using Platform.Engines.Kafka.Groups;
using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Groups;

/// <summary>Members that join, sync, beat, restart, leave and vanish in any order: whatever they do, everybody is answered and the group comes to rest.</summary>
public sealed class GroupFuzzer
{
    private static readonly string?[] Instances = [null, null, "a", "b"];
    private static readonly string[][] Protocols =
    [
        ["range", "roundrobin"],
        ["roundrobin"],
        ["roundrobin", "sticky"],
    ];

    [Fact]
    public async Task Whatever_members_do_everybody_is_answered_and_the_group_comes_to_rest()
    {
        var runs = 0;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Budget.Fuzzing / 3; runs++)
        {
            var seed = 40_000 + runs;
            await RunAsync(new Random(seed), $"seed {seed}");
        }

        runs.ShouldBeGreaterThan(20);
    }

    private static async Task RunAsync(Random random, string seed)
    {
        var driver = new GroupDriver(new GroupSettings { MaxMembers = 5 });
        List<Task<JoinAnswer>> joins = [];
        List<Task<SyncAnswer>> syncs = [];
        List<JoinAnswer> known = [];
        for (var step = 0; step < 120; step++)
        {
            known.AddRange(
                joins
                    .Where(join => join.IsCompletedSuccessfully && join.Result.Error is ErrorCode.None or ErrorCode.MemberIdRequired)
                    .Select(join => join.Result)
            );
            joins.RemoveAll(join => join.IsCompleted);
            var member =
                known.Count == 0 ? JoinAnswer.Refused(ErrorCode.None, "nobody") : known[^random.Next(1, Math.Min(known.Count, 6) + 1)];
            var instance = Instances[random.Next(Instances.Length)];
            switch (random.Next(9))
            {
                case 0 or 1:
                    joins.Add(Join(driver, random, "", instance));
                    break;
                case 2:
                    joins.Add(Join(driver, random, member.MemberId, instance));
                    break;
                case 3 or 4:
                    syncs.Add(driver.Sync(member, [.. member.Members.Select(one => (one.Id, $"for {one.Id}"))]));
                    break;
                case 5:
                    driver.Heartbeat(member, instance);
                    break;
                case 6:
                    driver.Group.Leave(member.MemberId, instance, driver.Now);
                    break;
                case 7:
                    driver.Group.CheckCommit(GroupDriver.Claim(member, instance), random.Next(2) == 0, driver.Now);
                    break;
                default:
                    driver.Pass(random.Next(1, 20));
                    break;
            }

            Check(driver, seed);
        }

        // Nobody is heard of any more.
        driver.Pass(TimeSpan.FromHours(1).TotalSeconds);
        driver.Group.State.ShouldBe(GroupState.Empty, seed);
        driver.Group.Members.ShouldBeEmpty(seed);
        driver.Group.NextDeadline().ShouldBeNull(seed);
        joins.ShouldAllBe(join => join.IsCompleted, seed);
        syncs.ShouldAllBe(sync => sync.IsCompleted, seed);
        (await driver.StableAsync(1)).Count.ShouldBe(1, seed);
    }

    private static Task<JoinAnswer> Join(GroupDriver driver, Random random, string memberId, string? instance) =>
        driver.Join(
            GroupDriver.Request(
                memberId,
                instance,
                requireKnownId: random.Next(2) == 0,
                protocols: Protocols[random.Next(Protocols.Length)],
                metadata: $"topics {random.Next(3)}"
            )
        );

    private static void Check(GroupDriver driver, string seed)
    {
        var group = driver.Group;
        group.Members.Count.ShouldBeLessThanOrEqualTo(5, seed);
        group.Members.Select(member => member.Id).Distinct().Count().ShouldBe(group.Members.Count, seed);
        group.Members.Where(member => member.IsStatic).Select(member => member.InstanceId).ShouldBeUnique(seed);
        (group.State is GroupState.Empty).ShouldBe(group.Members.Count == 0 && group.State is not GroupState.PreparingRebalance, seed);
        if (group.State is GroupState.Stable or GroupState.CompletingRebalance)
        {
            group.Members.ShouldAllBe(member => member.Joining == null && member.Knows(group.Protocol!), seed);
        }

        if (group.State is not GroupState.CompletingRebalance)
        {
            group.Members.ShouldAllBe(member => member.Syncing == null, seed);
        }
    }
}
