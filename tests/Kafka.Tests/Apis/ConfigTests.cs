using Kafka.Tests.Support;
using Platform.Engines.Kafka;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Apis;

public sealed class ConfigTests
{
    private const int FromTopic = 1;
    private const int FromStart = 4;
    private const int Default = 5;

    [Fact]
    public async Task A_topics_config_says_where_it_comes_from()
    {
        await using var test = await TestBroker.StartAsync(options =>
        {
            options.Topics.Add(new KafkaTopicSpec("t", Configs: new Dictionary<string, string> { ["segment.bytes"] = "1000000" }));
            options.Configs["log.retention.ms"] = "99";
        });
        using var client = await WireClient.ConnectAsync(test.Port);

        var configs = await Configs.DescribeAsync(client, "t");

        configs["segment.bytes"].ShouldBe(("1000000", FromTopic));
        configs["retention.ms"].ShouldBe(("99", FromStart));
        configs["cleanup.policy"].ShouldBe(("delete", Default));
        (await Configs.DescribeAsync(client, "t", only: "retention.bytes")).Keys.ShouldBe(["retention.bytes"]);
        (await Configs.DescribeAsync(client, "1", Configs.Broker))["log.retention.ms"].ShouldBe(("99", FromStart));
    }

    [Fact]
    public async Task AlterConfigs_replaces_and_IncrementalAlterConfigs_changes()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);

        (await Configs.AlterAsync(client, "t", ("retention.ms", "1000"), ("segment.ms", "5"))).ShouldBe(ErrorCode.None);
        (await Configs.AlterAsync(client, "t", ("retention.ms", "2000"))).ShouldBe(ErrorCode.None);
        (await Configs.DescribeAsync(client, "t"))["segment.ms"].Source.ShouldBe(Default);

        (await Configs.ChangeAsync(client, "t", "segment.ms", 0, "7")).ShouldBe(ErrorCode.None);
        (await Configs.ChangeAsync(client, "t", "cleanup.policy", 2, "compact", version: 0)).ShouldBe(ErrorCode.None);
        var configs = await Configs.DescribeAsync(client, "t");
        configs["retention.ms"].ShouldBe(("2000", FromTopic));
        configs["segment.ms"].ShouldBe(("7", FromTopic));
        configs["cleanup.policy"].ShouldBe(("delete,compact", FromTopic));

        (await Configs.ChangeAsync(client, "t", "retention.ms", 1, null)).ShouldBe(ErrorCode.None);
        (await Configs.DescribeAsync(client, "t"))["retention.ms"].Source.ShouldBe(Default);
    }

    [Fact]
    public async Task What_cannot_be_altered_is_refused_and_left_alone()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);

        (await Configs.AlterAsync(client, "t", ("retention.ms", "soon"))).ShouldBe(ErrorCode.InvalidConfig);
        (await Configs.AlterAsync(client, "t", ("retention.ms", null))).ShouldBe(ErrorCode.InvalidConfig);
        (await Configs.AlterAsync(client, "none", ("retention.ms", "1"))).ShouldBe(ErrorCode.UnknownTopicOrPartition);
        (await Configs.ChangeAsync(client, "t", "retention.ms", 2, "1")).ShouldBe(ErrorCode.InvalidConfig);
        (await Configs.ChangeAsync(client, "1", "num.partitions", 0, "2", Configs.Broker)).ShouldBe(ErrorCode.InvalidRequest);

        (await Configs.DescribeAsync(client, "t"))["retention.ms"].Source.ShouldBe(Default);
    }

    [Fact]
    public async Task An_altered_config_holds_for_the_next_record()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);

        await Configs.ChangeAsync(client, "t", "max.message.bytes", 0, "100");

        (await client.ProduceAsync("t", Batches.Of(new string('x', 200)))).Error.ShouldBe(ErrorCode.MessageTooLarge);
    }

    [Theory]
    [InlineData("no.such.config", "1")]
    [InlineData("num.partitions", "many")]
    public async Task A_broker_config_that_cannot_be_stops_the_start_and_is_named(string name, string value)
    {
        using var sandbox = new Sandbox();
        var options = new KafkaBrokerOptions { DataDirectory = sandbox["data"] };
        options.Configs[name] = value;

        (await Should.ThrowAsync<KafkaException>(() => KafkaBroker.StartAsync(options))).Message.ShouldContain(name);
    }
}
