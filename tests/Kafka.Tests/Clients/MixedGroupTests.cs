using System.Text.Json;
using Confluent.Kafka;
using Kafka.Tests.Clients.Confluent;
using Kafka.Tests.Clients.Programs;
using Kafka.Tests.Support;
using Platform.Engines.Kafka;

namespace Kafka.Tests.Clients;

/// <summary>One group of kafkajs, kafka-python and Confluent.Kafka: each leads in turn, and reads what the others subscribe to.</summary>
public sealed class MixedGroupTests
{
    private const int Partitions = 6;

    [Fact]
    public async Task Members_of_three_libraries_share_all_partitions_and_take_over_from_each_other()
    {
        await NpmClient.SkipWhereMissingAsync();
        await PythonClient.SkipWhereMissingAsync("kafka", "python3-kafka");
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t", Partitions)));

        await using var python = ClientProgram.Start(
            PythonClient.Python,
            PythonClient.Arguments("kafka_python.py", test.Address, "member")
        );
        await OwnsAsync(python, Partitions);
        await using var js = ClientProgram.Start("node", NpmClient.Arguments("kafkajs.js", test.Address, "member"));
        await Task.WhenAll(OwnsAsync(python, 3), OwnsAsync(js, 3));
        await using var net = GroupMember.Start(
            test,
            "mixed",
            "t",
            config => config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.RoundRobin
        );
        var (ofPython, ofJs) = (OwnsAsync(python, 2), OwnsAsync(js, 2));
        await net.ShouldOwnAsync(2);
        (await ofPython)
            .Concat(await ofJs)
            .Concat(net.Owned.Select(one => one.Partition.Value))
            .Order()
            .ShouldBe(Enumerable.Range(0, Partitions));

        // The one that leads goes: the next leader must read the others' subscriptions.
        await python.EndAsync();
        await OwnsAsync(js, 3);
        await net.ShouldOwnAsync(3);
        await js.EndAsync();
        await net.ShouldOwnAsync(Partitions);
        using var producer = test.Producer();
        for (var partition = 0; partition < Partitions; partition++)
        {
            await producer.SendAsync("t", $"to {partition}", partition);
        }

        for (var partition = 0; partition < Partitions; partition++)
        {
            await net.ShouldReceiveAsync($"to {partition}");
        }

        test.Broker.ConnectionLog.Seen.Where(call => !call.Served).ShouldBeEmpty();
    }

    private static async Task<int[]> OwnsAsync(ClientProgram member, int partitions)
    {
        while (true)
        {
            var owned = JsonSerializer.Deserialize<int[]>(await member.ExpectAsync("owns "))!;
            if (owned.Length == partitions)
            {
                return owned;
            }
        }
    }
}
