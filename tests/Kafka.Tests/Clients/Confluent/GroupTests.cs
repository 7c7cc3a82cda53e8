using Confluent.Kafka;
using Kafka.Tests.Clients.Programs;
using Kafka.Tests.Support;
using Platform.Engines.Kafka;

namespace Kafka.Tests.Clients.Confluent;

public sealed class GroupTests
{
    [Fact]
    public async Task A_consumer_goes_on_where_its_group_committed_and_its_lag_is_known()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var producer = test.Producer();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => producer.SendAsync("t", $"{i}")));
        using (var first = test.Consumer("g"))
        {
            first.Subscribe("t");
            first.Commit(first.Take(4)[^1]);
            first.Close();
        }

        using var second = test.Consumer("g");
        second.Subscribe("t");
        second.Take(6).Values().ShouldBe(["4", "5", "6", "7", "8", "9"]);
        var committed = second.Committed([new TopicPartition("t", 0)], ClientProgram.Patience)[0].Offset.Value;
        var end = second.QueryWatermarkOffsets(new TopicPartition("t", 0), ClientProgram.Patience).High.Value;
        (end - committed).ShouldBe(6);
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);
    }

    [Theory]
    [InlineData(PartitionAssignmentStrategy.Range)]
    [InlineData(PartitionAssignmentStrategy.RoundRobin)]
    [InlineData(PartitionAssignmentStrategy.CooperativeSticky)]
    public async Task Members_share_the_partitions_and_take_over_from_one_that_leaves(PartitionAssignmentStrategy strategy)
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t", 4)));
        await using var first = GroupMember.Start(test, "g", "t", config => config.PartitionAssignmentStrategy = strategy);
        await first.ShouldOwnAsync(4);
        await using (var second = GroupMember.Start(test, "g", "t", config => config.PartitionAssignmentStrategy = strategy))
        {
            await first.ShouldOwnAsync(2);
            await second.ShouldOwnAsync(2);
            first.Owned.Intersect(second.Owned).ShouldBeEmpty();
        }

        await first.ShouldOwnAsync(4);
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);
    }

    [Fact]
    public async Task A_static_member_that_restarts_disturbs_nobody_and_gets_its_partitions_back()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t", 4)));
        await using var stays = GroupMember.Start(test, "g", "t", Static("stays"));
        await stays.ShouldOwnAsync(4);
        IReadOnlyCollection<TopicPartition> before;
        await using (var goes = GroupMember.Start(test, "g", "t", Static("goes")))
        {
            await goes.ShouldOwnAsync(2);
            await stays.ShouldOwnAsync(2);
            before = goes.Owned;
        }

        var revoked = stays.Revocations;
        await using var back = GroupMember.Start(test, "g", "t", Static("goes"));
        await back.ShouldOwnAsync(2);
        back.Owned.ShouldBe(before, ignoreOrder: true);
        stays.Revocations.ShouldBe(revoked);
        stays.Owned.Count.ShouldBe(2);
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);
    }

    [Fact]
    public async Task Of_two_members_of_one_static_name_the_older_is_told_that_it_is_fenced()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        await using var older = GroupMember.Start(test, "g", "t", config => config.GroupInstanceId = "one");
        await older.ShouldOwnAsync(1);
        await using var newer = GroupMember.Start(test, "g", "t", config => config.GroupInstanceId = "one");
        await newer.ShouldOwnAsync(1);

        (await older.Fatal.WaitAsync(ClientProgram.Patience)).Code.ShouldBe(ErrorCode.FencedInstanceId);
    }

    [Fact]
    public async Task Members_come_back_after_the_broker_was_away_and_nothing_is_lost()
    {
        var port = 0;
        await using var test = await TestBroker.StartAsync(options =>
        {
            options.Topics.Add(new KafkaTopicSpec("t", 2));
            options.Listeners = [new KafkaListener("tcp", port)];
        });
        port = test.Port;
        await using var member = GroupMember.Start(
            test,
            "g",
            "t",
            config =>
            {
                config.EnableAutoCommit = true;
                config.AutoCommitIntervalMs = 50;
            }
        );
        await member.ShouldOwnAsync(2);
        using var producer = test.Producer();
        await producer.SendAsync("t", "before");
        await member.ShouldReceiveAsync("before");
        using (var wire = await WireClient.ConnectAsync(test.Port))
        {
            await Eventually.ShouldAsync(async () => (await wire.CommittedAsync("g", "t"))[0].ShouldBe(1));
        }

        await test.RestartAsync();
        await producer.SendAsync("t", "after");
        await member.ShouldReceiveAsync("after");

        member.Received.ShouldBe(["before", "after"]);
    }

    // A session that outlasts any restart on a busy machine.
    private static Action<ConsumerConfig> Static(string name) =>
        config =>
        {
            config.GroupInstanceId = name;
            config.SessionTimeoutMs = 60_000;
        };
}
