using Kafka.Tests.Support;
using Platform.Engines.Kafka;
using Platform.Engines.Kafka.Wire;
using Platform.Engines.Storage;

namespace Kafka.Tests.Server;

public sealed class BrokerLifeTests
{
    [Fact]
    public async Task A_snapshot_is_the_data_of_its_moment_and_can_be_restored()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using (var client = await WireClient.ConnectAsync(test.Port))
        {
            await client.ProduceAsync("t", Batches.Of("before"));
            await GroupOffsets.CommitAsync(client, "t", 1);
            await test.Broker.SnapshotAsync(test.Sandbox["snapshot"]);
            await client.ProduceAsync("t", Batches.Of("after"));
        }

        await test.Broker.DisposeAsync();
        DataDirectory.Restore(test.Sandbox["snapshot"], test.Directory);
        await test.RestartAsync();

        using var again = await WireClient.ConnectAsync(test.Port);
        (await again.FetchAsync("t", 0)).Values.ShouldBe([(0, "before")]);
        (await GroupOffsets.FetchAsync(again, "t")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_brokers_do_not_share_a_directory()
    {
        await using var test = await TestBroker.StartAsync();

        await Should.ThrowAsync<StorageException>(() => KafkaBroker.StartAsync(new KafkaBrokerOptions { DataDirectory = test.Directory }));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_and_the_directory_let_go()
    {
        await using var test = await TestBroker.StartAsync();
        using var sandbox = new Sandbox();
        var options = new KafkaBrokerOptions { DataDirectory = sandbox["data"], Listeners = [new KafkaListener("tcp", test.Port)] };

        (await Should.ThrowAsync<KafkaException>(() => KafkaBroker.StartAsync(options))).Message.ShouldContain($"{test.Port}");

        options.Listeners = [new KafkaListener("tcp", 0)];
        await (await KafkaBroker.StartAsync(options)).DisposeAsync();
    }

    [Fact]
    public async Task A_topic_that_cannot_be_made_stops_the_start()
    {
        using var sandbox = new Sandbox();
        var options = new KafkaBrokerOptions { DataDirectory = sandbox["data"], Topics = [new KafkaTopicSpec("not a name")] };

        (await Should.ThrowAsync<KafkaException>(() => KafkaBroker.StartAsync(options))).Message.ShouldContain("not a name");
    }

    [Fact]
    public async Task A_broker_ends_while_clients_wait()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);
        await client.SendAsync(ApiKey.Fetch, 12, static body => WireRequests.Fetch(body, 12, "t", 0, 0, maxWaitMs: 60_000));

        await test.Broker.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        (await client.IsClosedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_client_that_is_silent_for_too_long_is_let_go_and_one_that_waits_is_not()
    {
        await using var test = await TestBroker.StartAsync(options =>
        {
            options.Topics.Add(new KafkaTopicSpec("t"));
            options.Configs["connections.max.idle.ms"] = "100";
            options.Configs["log.flush.interval.ms"] = "20";
        });
        using var waiting = await WireClient.ConnectAsync(test.Port);
        using var silent = await WireClient.ConnectAsync(test.Port);
        var fetching = waiting.FetchAsync("t", 0, maxWaitMs: 60_000);

        (await silent.IsClosedAsync()).ShouldBeTrue();

        using var producer = await WireClient.ConnectAsync(test.Port);
        await producer.ProduceAsync("t", Batches.Of("v"));
        (await fetching.WaitAsync(TimeSpan.FromSeconds(30))).Values.ShouldBe([(0, "v")]);
    }

    [Fact]
    public async Task A_frame_of_many_megabytes_is_read_and_answered()
    {
        await using var test = await TestBroker.StartAsync(options =>
        {
            options.Topics.Add(new KafkaTopicSpec("t"));
            options.Configs["message.max.bytes"] = "30000000";
        });
        using var client = await WireClient.ConnectAsync(test.Port);
        var value = new string('x', 20_000_000);
        (await client.ProduceAsync("t", Batches.Of(value))).ShouldBe((ErrorCode.None, 0));
        (await client.FetchAsync("t", 0, maxBytes: 1)).Values.ShouldBe([(0, value)]);

        // The next answer says that the one before it is sent and its room given back.
        await client.AskAsync(ApiKey.ApiVersions, 0);
        test.Broker.Node.Responses.Used.ShouldBe(0);
    }
}
