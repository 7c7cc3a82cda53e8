using Kafka.Tests.Clients.Programs;
using Kafka.Tests.Support;
using Platform.Engines.Kafka;

namespace Kafka.Tests.Clients;

public sealed class ConfluentPythonTests
{
    [Fact]
    public async Task Records_are_produced_once_consumed_and_committed()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        var seen = Seen.Read(await RunAsync(test, "records"));

        seen.Of("delivered").ShouldBe("""["None"]""");
        seen.Of("keys").ShouldBe(Seen.HundredKeys);
        seen.Of("headers").ShouldBe("""[["origin","python"]]""");
        seen.Of("bounds").ShouldBe("[0,100]");
        seen.Of("resumed").ShouldBe("40");
        (await Compression.OfAsync(test, "t")).ShouldBe(["zstd"]);
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentPython);
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

        seen.Of("seen").ShouldBe("""["kept"]""");
        seen.Of("committed").ShouldBe("1");
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentPython);
    }

    [Fact]
    public async Task Topics_configs_and_groups_are_administered()
    {
        await using var test = await TestBroker.StartAsync();
        var seen = Seen.Read(await RunAsync(test, "admin"));

        seen.Of("retention").ShouldBe("\"60000\"");
        seen.Of("assigned").ShouldBe("4");
        seen.Of("groups").ShouldBe("""[["watched","Stable","range",1]]""");
        seen.Of("left").ShouldBe("[]");
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentPython);
    }

    private static async Task<string> RunAsync(TestBroker test, string part)
    {
        await PythonClient.SkipWhereMissingAsync("confluent_kafka", "python3-confluent-kafka");
        return await ClientProgram.RunAsync(PythonClient.Python, PythonClient.Arguments("confluent_python.py", test.Address, part));
    }
}
