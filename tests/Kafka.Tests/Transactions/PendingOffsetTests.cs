using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Groups.Offsets;
using Platform.Engines.Kafka.Wire;
using static Kafka.Tests.Transactions.Coordinators;

namespace Kafka.Tests.Transactions;

public sealed class PendingOffsetTests
{
    [Fact]
    public async Task Offsets_of_a_transaction_count_when_it_commits()
    {
        await using var all = await StartAsync();
        all.Groups.Commit("g", Nobody, [(P0, new CommittedOffset(1, -1, ""))]);
        var producer = all.Init();
        all.CommitPending(producer, "g", 42).ShouldBe(ErrorCode.InvalidTxnState, "the group is not in the transaction yet");
        all.Transactions.Add("tx", producer, [], ["g"]).ShouldBe(ErrorCode.None);
        all.CommitPending(producer, "g", 42).ShouldBe(ErrorCode.None);

        all.Committed("g", P0).ShouldBe(1);
        var stable = all.Groups.Fetch("g", [P0, P1], requireStable: true);
        stable.Select(answer => answer.Error).ShouldBe([ErrorCode.UnstableOffsetCommit, ErrorCode.None]);
        await all.KillAndRestartAsync();
        all.Committed("g", P0).ShouldBe(1);

        all.Transactions.End("tx", producer, commit: true).ShouldBe(ErrorCode.None);
        all.Committed("g", P0).ShouldBe(42);
        all.Groups.Fetch("g", [P0], requireStable: true)[0].Error.ShouldBe(ErrorCode.None);
        await all.KillAndRestartAsync();
        all.Committed("g", P0).ShouldBe(42);
    }

    [Fact]
    public async Task Offsets_of_an_aborted_transaction_are_gone()
    {
        await using var all = await StartAsync();
        var producer = all.Init();
        all.Transactions.Add("tx", producer, [], ["g"]);
        all.CommitPending(producer, "g", 42);
        all.Transactions.End("tx", producer, commit: false).ShouldBe(ErrorCode.None);

        all.Committed("g", P0).ShouldBe(-1);
        all.Groups.Fetch("g", [P0], requireStable: true)[0].Error.ShouldBe(ErrorCode.None);
        await all.KillAndRestartAsync();
        all.Committed("g", P0).ShouldBe(-1);
    }

    [Fact]
    public async Task A_consumer_that_is_not_of_the_generation_commits_nothing_in_a_transaction_either()
    {
        await using var all = await StartAsync();
        var producer = all.Init();
        all.Transactions.Add("tx", producer, [], ["g"]);

        var offsets = new[] { (P0, new CommittedOffset(1, -1, "")) };
        all.Transactions.CommitOffsets("tx", producer, "g", new MemberClaim("gone", null, 3), offsets)
            .ShouldBe([ErrorCode.IllegalGeneration]);
        all.Transactions.CommitOffsets("tx", producer, "g", new MemberClaim("gone", null, -1), offsets)
            .ShouldBe([ErrorCode.None], "an empty group");
    }
}
