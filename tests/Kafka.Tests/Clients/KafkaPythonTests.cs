using Kafka.Tests.Clients.Programs;
using Kafka.Tests.Support;
using Platform.Engines.Kafka;

namespace Kafka.Tests.Clients;

public sealed class KafkaPythonTests
{
    [Fact]
    public async Task Records_are_produced_consumed_committed_and_found_by_time()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        var seen = Seen.Read(await RunAsync(test, "records"));

        seen.Of("keys").ShouldBe(Seen.HundredKeys);
        seen.Of("headers").ShouldBe("""[["origin","python"]]""");
        seen.Of("timestamp").ShouldBe("1099");
        seen.Of("by_time").ShouldBe("1");
        seen.Of("bounds").ShouldBe("[0,100]");
        seen.Of("resumed").ShouldBe("40");
        seen.Of("metadata").ShouldBe("\"noted\"");
        (await Compression.OfAsync(test, "t")).ShouldBe(["gzip"]);
        test.ShouldBeServedAndDocumented(ClientCalls.KafkaPython);
    }

    [Fact]
    public async Task Topics_configs_and_groups_are_administered()
    {
        await using var test = await TestBroker.StartAsync();
        var seen = Seen.Read(await RunAsync(test, "admin"));

        seen.Of("twice").ShouldBe("\"TopicAlreadyExistsError\"");
        seen.Of("retention").ShouldBe("""["60000"]""");
        seen.Of("partitions").ShouldBe("4");
        seen.Of("state").ShouldBe("\"Stable\"");
        seen.Of("members").ShouldBe("1");
        seen.Of("offsets").ShouldBe("""{"made-0":0}""");
        seen.Of("groups").ShouldBe("""[["watched","consumer"]]""");
        seen.Of("busy").ShouldBe("\"NonEmptyGroupError\"");
        seen.Of("gone").ShouldBe("\"NoError\"");
        seen.Of("left").ShouldBe("[]");
        test.ShouldBeServedAndDocumented(ClientCalls.KafkaPython);
    }

    private static async Task<string> RunAsync(TestBroker test, string part)
    {
        await PythonClient.SkipWhereMissingAsync("kafka", "python3-kafka");
        return await ClientProgram.RunAsync(PythonClient.Python, PythonClient.Arguments("kafka_python.py", test.Address, part));
    }
}
