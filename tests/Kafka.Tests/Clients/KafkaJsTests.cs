using Kafka.Tests.Clients.Programs;
using Kafka.Tests.Support;
using Platform.Engines.Kafka;

namespace Kafka.Tests.Clients;

public sealed class KafkaJsTests
{
    [Fact]
    public async Task Records_are_produced_consumed_and_committed()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        var seen = Seen.Read(await RunAsync(test, "records"));

        seen.Of("base").ShouldBe("\"0\"");
        seen.Of("keys").ShouldBe(Seen.HundredKeys);
        seen.Of("header").ShouldBe("\"kafkajs\"");
        seen.Of("resumed").ShouldBe("\"40\"");
        (await Compression.OfAsync(test, "t")).ShouldBe(["gzip"]);
        test.ShouldBeServedAndDocumented(ClientCalls.KafkaJs);
    }

    [Fact]
    public async Task Transactions_commit_with_their_offsets_or_leave_nothing()
    {
        await using var test = await TestBroker.StartAsync(options =>
        {
            options.Topics.Add(new KafkaTopicSpec("t"));
            options.Topics.Add(new KafkaTopicSpec("out"));
        });
        var seen = Seen.Read(await RunAsync(test, "transactions"));

        seen.Of("committed").ShouldBe("""["kept","kept too"]""");
        seen.Of("all").ShouldBe("""["kept","dropped","kept too"]""");
        seen.Of("offset").ShouldBe("\"7\"");
        test.ShouldBeServedAndDocumented(ClientCalls.KafkaJs);
    }

    [Fact]
    public async Task Topics_configs_records_and_groups_are_administered()
    {
        await using var test = await TestBroker.StartAsync();
        var seen = Seen.Read(await RunAsync(test, "admin"));

        (seen.Of("made"), seen.Of("twice")).ShouldBe(("true", "false"));
        seen.Of("partitions").ShouldBe("4");
        seen.Of("byTime").ShouldBe("\"1\"");
        (seen.Of("low"), seen.Of("high")).ShouldBe(("\"1\"", "\"3\""));
        seen.Of("retention").ShouldBe("\"60000\"");
        (seen.Of("brokers"), seen.Of("controller")).ShouldBe(("1", "1"));
        (seen.Of("state"), seen.Of("members")).ShouldBe(("\"Stable\"", "1"));
        seen.Of("listed").ShouldBe("""[{"groupId":"watched","protocolType":"consumer"}]""");
        seen.Of("busy").ShouldBe("\"NON_EMPTY_GROUP\"");
        seen.Of("offset").ShouldBe("\"2\"");
        seen.Of("left").ShouldBe("[]");
        test.ShouldBeServedAndDocumented(ClientCalls.KafkaJs);
    }

    private static async Task<string> RunAsync(TestBroker test, string part)
    {
        await NpmClient.SkipWhereMissingAsync();
        return await ClientProgram.RunAsync("node", NpmClient.Arguments("kafkajs.js", test.Address, part));
    }
}
