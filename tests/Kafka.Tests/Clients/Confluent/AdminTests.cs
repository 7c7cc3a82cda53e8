using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Kafka.Tests.Clients.Programs;
using Kafka.Tests.Support;
using Platform.Engines.Kafka;

namespace Kafka.Tests.Clients.Confluent;

public sealed class AdminTests
{
    [Fact]
    public async Task Topics_are_made_grown_described_and_deleted()
    {
        await using var test = await TestBroker.StartAsync();
        using var admin = test.Admin();
        await admin.CreateTopicsAsync([
            new TopicSpecification
            {
                Name = "orders",
                NumPartitions = 2,
                ReplicationFactor = 1,
                Configs = new() { ["retention.ms"] = "60000" },
            },
        ]);
        var twice = await Should.ThrowAsync<CreateTopicsException>(() =>
            admin.CreateTopicsAsync([new TopicSpecification { Name = "orders" }])
        );
        twice.Results[0].Error.Code.ShouldBe(ErrorCode.TopicAlreadyExists);

        await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = "orders", IncreaseTo = 5 }]);
        var described = await admin.DescribeTopicsAsync(TopicCollection.OfTopicNames(["orders"]));
        described.TopicDescriptions.ShouldHaveSingleItem().Partitions.Count.ShouldBe(5);
        var metadata = admin.GetMetadata("orders", ClientProgram.Patience);
        metadata.Topics[0].Partitions.ShouldAllBe(partition => partition.Leader == 1);
        metadata.OriginatingBrokerId.ShouldBe(1);
        var cluster = await admin.DescribeClusterAsync();
        cluster.Controller.Port.ShouldBe(test.Port);
        cluster.Nodes.ShouldHaveSingleItem().Host.ShouldBe("localhost");

        await admin.DeleteTopicsAsync(["orders"]);
        admin.GetMetadata(ClientProgram.Patience).Topics.ShouldNotContain(topic => topic.Topic == "orders");
        var gone = await Should.ThrowAsync<DeleteTopicsException>(() => admin.DeleteTopicsAsync(["orders"]));
        gone.Results[0].Error.Code.ShouldBe(ErrorCode.UnknownTopicOrPart);
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);
    }

    [Fact]
    public async Task Configs_are_described_and_altered_whole_or_one_by_one()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var admin = test.Admin();
        var topic = new ConfigResource { Type = ResourceType.Topic, Name = "t" };
        await admin.IncrementalAlterConfigsAsync(
            new()
            {
                [topic] =
                [
                    new ConfigEntry
                    {
                        Name = "retention.ms",
                        Value = "1000",
                        IncrementalOperation = AlterConfigOpType.Set,
                    },
                ],
            }
        );
        (await ValueAsync("retention.ms")).ShouldBe("1000");

        await admin.AlterConfigsAsync(new() { [topic] = [new ConfigEntry { Name = "max.message.bytes", Value = "2000" }] });
        (await ValueAsync("max.message.bytes")).ShouldBe("2000");
        (await ValueAsync("retention.ms")).ShouldBe("604800000", "AlterConfigs resets what it does not name");

        var broker = await admin.DescribeConfigsAsync([new ConfigResource { Type = ResourceType.Broker, Name = "1" }]);
        broker[0].Entries["num.partitions"].Value.ShouldBe("1");
        var wrong = new ConfigEntry
        {
            Name = "no.such.config",
            Value = "1",
            IncrementalOperation = AlterConfigOpType.Set,
        };
        await Should.ThrowAsync<IncrementalAlterConfigsException>(() => admin.IncrementalAlterConfigsAsync(new() { [topic] = [wrong] }));
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);

        async Task<string> ValueAsync(string name) => (await admin.DescribeConfigsAsync([topic]))[0].Entries[name].Value;
    }

    [Fact]
    public async Task Groups_are_listed_described_and_deleted_when_nobody_is_in_them()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t", 2)));
        using var admin = test.Admin();
        await using (var member = GroupMember.Start(test, "g", "t", config => config.GroupInstanceId = "static"))
        {
            await member.ShouldOwnAsync(2);
            var description = (await admin.DescribeConsumerGroupsAsync(["g"])).ConsumerGroupDescriptions.ShouldHaveSingleItem();
            description.State.ShouldBe(ConsumerGroupState.Stable);
            description.PartitionAssignor.ShouldBe("range");
            var only = description.Members.ShouldHaveSingleItem();
            only.GroupInstanceId.ShouldBe("static");
            only.Assignment.TopicPartitions.Count.ShouldBe(2);
            only.Host.ShouldContain("127.0.0.1");
            (await admin.ListConsumerGroupsAsync()).Valid.ShouldHaveSingleItem().GroupId.ShouldBe("g");
            var busy = await Should.ThrowAsync<DeleteGroupsException>(() => admin.DeleteGroupsAsync(["g"]));
            busy.Results[0].Error.Code.ShouldBe(ErrorCode.NonEmptyGroup);
        }

        // A static member does not leave when it closes: the end of its session takes it out, or an administrator, by its name.
        using (var wire = await WireClient.ConnectAsync(test.Port))
        {
            (await wire.LeaveAsync("g", "static")).ShouldBe(Platform.Engines.Kafka.Wire.ErrorCode.None);
        }

        (await admin.DescribeConsumerGroupsAsync(["g"])).ConsumerGroupDescriptions[0].State.ShouldBe(ConsumerGroupState.Empty);
        await admin.DeleteGroupsAsync(["g"]);
        (await admin.ListConsumerGroupsAsync()).Valid.ShouldBeEmpty();
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);
    }

    [Fact]
    public async Task Offsets_of_a_group_are_listed_altered_and_deleted()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t", 2)));
        using var admin = test.Admin();
        using var producer = test.Producer();
        foreach (var value in (string[])["a", "b", "c"])
        {
            await producer.SendAsync("t", value);
        }

        var first = new TopicPartition("t", 0);
        await admin.AlterConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitionOffsets("g", [new TopicPartitionOffset(first, 2)])]);
        using (var consumer = test.Consumer("g"))
        {
            consumer.Subscribe("t");
            consumer.Take(1).Values().ShouldBe(["c"]);
            consumer.Close();
        }

        var listed = await admin.ListConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitions("g", null)]);
        listed[0].Partitions.ShouldHaveSingleItem().Offset.Value.ShouldBe(2);
        await admin.DeleteConsumerGroupOffsetsAsync("g", [first]);
        (await admin.ListConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitions("g", [first])]))[0]
            .Partitions[0]
            .Offset.ShouldBe(Offset.Unset);
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);
    }

    [Fact]
    public async Task Offsets_of_partitions_are_listed_and_records_deleted()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var admin = test.Admin();
        using var producer = test.Producer();
        for (var i = 0; i < 5; i++)
        {
            await producer.SendAsync("t", $"{i}");
        }

        var partition = new TopicPartition("t", 0);
        (await admin.DeleteRecordsAsync([new TopicPartitionOffset(partition, 3)]))[0].Offset.Value.ShouldBe(3);
        (await OffsetAsync(OffsetSpec.Earliest())).ShouldBe(3);
        (await OffsetAsync(OffsetSpec.Latest())).ShouldBe(5);
        test.ReadToEnd("t").ShouldBe(["3", "4"]);
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);

        async Task<long> OffsetAsync(OffsetSpec spec) =>
            (await admin.ListOffsetsAsync([new TopicPartitionOffsetSpec { TopicPartition = partition, OffsetSpec = spec }]))
                .ResultInfos[0]
                .TopicPartitionOffsetError
                .Offset
                .Value;
    }
}
