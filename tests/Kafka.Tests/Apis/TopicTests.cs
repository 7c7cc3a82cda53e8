using Kafka.Tests.Support;
using Platform.Engines.Kafka;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Apis;

public sealed class TopicTests
{
    [Fact]
    public async Task A_topic_is_made_once_and_only_when_it_is_meant()
    {
        await using var test = await TestBroker.StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);

        (await client.CreateTopicAsync("t", 3, validateOnly: true)).Error.ShouldBe(ErrorCode.None);
        (await Metadata.AskAsync(client, mayCreate: false, "t"))["t"].ShouldBe((ErrorCode.UnknownTopicOrPartition, 0));
        (await client.CreateTopicAsync("t", 3)).Error.ShouldBe(ErrorCode.None);
        (await client.CreateTopicAsync("t", 3)).ShouldBe((ErrorCode.TopicAlreadyExists, "Topic 't' already exists."));
        (await Metadata.AskAsync(client, mayCreate: false, "t"))["t"].ShouldBe((ErrorCode.None, 3));
    }

    [Theory]
    [InlineData("bad name", 1, 1, ErrorCode.InvalidTopic)]
    [InlineData("..", 1, 1, ErrorCode.InvalidTopic)]
    [InlineData("t", 0, 1, ErrorCode.InvalidPartitions)]
    [InlineData("t", 1_000_000, 1, ErrorCode.PolicyViolation)]
    [InlineData("t", 1, 3, ErrorCode.InvalidReplicationFactor)]
    public async Task A_topic_that_cannot_be_is_refused_by_the_protocols_error(string name, int partitions, short replicas, ErrorCode error)
    {
        await using var test = await TestBroker.StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);

        (await client.CreateTopicAsync(name, partitions, replicas)).Error.ShouldBe(error);
    }

    [Theory]
    [InlineData("retention.ms", "soon")]
    [InlineData("cleanup.policy", "burn")]
    [InlineData("compression.type", "gzip")]
    [InlineData("no.such.config", "1")]
    public async Task A_config_that_cannot_be_is_refused(string name, string value)
    {
        await using var test = await TestBroker.StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);

        var (error, message) = await client.CreateTopicAsync("t", configs: (name, value));

        error.ShouldBe(ErrorCode.InvalidConfig);
        message!.ShouldContain(name);
    }

    [Fact]
    public async Task Metadata_makes_a_topic_where_the_client_and_the_broker_allow_it()
    {
        await using var open = await TestBroker.StartAsync(options => options.Configs["num.partitions"] = "4");
        using var client = await WireClient.ConnectAsync(open.Port);
        (await Metadata.AskAsync(client, mayCreate: false, "t"))["t"].Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
        (await Metadata.AskAsync(client, mayCreate: true, "t", "bad name")).ShouldBe(
            new Dictionary<string, (ErrorCode, int)> { ["t"] = (ErrorCode.None, 4), ["bad name"] = (ErrorCode.InvalidTopic, 0) }
        );

        await using var strict = await TestBroker.StartAsync(options => options.Configs["auto.create.topics.enable"] = "false");
        using var other = await WireClient.ConnectAsync(strict.Port);
        (await Metadata.AskAsync(other, mayCreate: true, "t"))["t"].Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
    }

    [Fact]
    public async Task A_deleted_topic_is_gone_with_its_records_and_a_new_one_begins_at_0()
    {
        await using var test = await TestBroker.StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);
        await client.CreateTopicAsync("t");
        await client.ProduceAsync("t", Batches.Of("old"));

        (await TopicAdmin.DeleteAsync(client, "t")).ShouldBe(ErrorCode.None);
        (await TopicAdmin.DeleteAsync(client, "t")).ShouldBe(ErrorCode.UnknownTopicOrPartition);
        await client.CreateTopicAsync("t");

        (await client.ProduceAsync("t", Batches.Of("new"))).Offset.ShouldBe(0);
        (await client.FetchAsync("t", 0)).Values.ShouldBe([(0, "new")]);
        Directory.GetDirectories(Path.Combine(test.Directory, "logs")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Partitions_only_become_more()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t", 2)));
        using var client = await WireClient.ConnectAsync(test.Port);
        await client.ProduceAsync("t", Batches.Of("kept"), partition: 1);

        (await TopicAdmin.GrowAsync(client, "t", 2)).ShouldBe(ErrorCode.InvalidPartitions);
        (await TopicAdmin.GrowAsync(client, "none", 2)).ShouldBe(ErrorCode.UnknownTopicOrPartition);
        (await TopicAdmin.GrowAsync(client, "t", 4)).ShouldBe(ErrorCode.None);

        (await client.ProduceAsync("t", Batches.Of("new"), partition: 3)).Error.ShouldBe(ErrorCode.None);
        (await client.FetchAsync("t", 0, partition: 1)).Values.ShouldBe([(0, "kept")]);
    }

    [Fact]
    public async Task DeleteRecords_moves_the_start_and_says_so()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);
        await client.ProduceAsync("t", Batches.Of("a", "b", "c"));

        (await TopicAdmin.DeleteRecordsAsync(client, "t", 2)).ShouldBe((2, ErrorCode.None));
        (await TopicAdmin.DeleteRecordsAsync(client, "t", 9)).ShouldBe((-1, ErrorCode.OffsetOutOfRange));

        (await client.FetchAsync("t", 1)).Error.ShouldBe(ErrorCode.OffsetOutOfRange);
        (await client.ListOffsetAsync("t", -2)).Offset.ShouldBe(2);
    }

    [Fact]
    public async Task Topics_partitions_configs_starts_and_offsets_survive_a_restart()
    {
        await using var test = await TestBroker.StartAsync();
        using (var client = await WireClient.ConnectAsync(test.Port))
        {
            await client.CreateTopicAsync("t", 2, configs: ("retention.ms", "-1"));
            await TopicAdmin.GrowAsync(client, "t", 3);
            await client.ProduceAsync("t", Batches.Of("a", "b"));
            await TopicAdmin.DeleteRecordsAsync(client, "t", 1);
            (await GroupOffsets.CommitAsync(client, "t", 2)).ShouldBe(ErrorCode.None);
        }

        await test.RestartAsync();

        using var again = await WireClient.ConnectAsync(test.Port);
        (await Metadata.AskAsync(again, mayCreate: false, "t"))["t"].ShouldBe((ErrorCode.None, 3));
        (await Configs.DescribeAsync(again, "t"))["retention.ms"].ShouldBe(("-1", 1));
        (await again.ListOffsetAsync("t", -2)).Offset.ShouldBe(1);
        (await again.ListOffsetAsync("t", -1)).Offset.ShouldBe(2);
        (await GroupOffsets.FetchAsync(again, "t")).ShouldBe(2);
    }

    [Fact]
    public async Task Declared_topics_keep_their_records_and_get_more_partitions()
    {
        var partitions = 1;
        await using var test = await TestBroker.StartAsync(options => options.Topics = [new KafkaTopicSpec("t", partitions)]);
        using (var client = await WireClient.ConnectAsync(test.Port))
        {
            await client.ProduceAsync("t", Batches.Of("kept"));
        }

        partitions = 2;
        await test.RestartAsync();

        using var again = await WireClient.ConnectAsync(test.Port);
        (await again.FetchAsync("t", 0)).Values.ShouldBe([(0, "kept")]);
        (await Metadata.AskAsync(again, mayCreate: false, "t"))["t"].ShouldBe((ErrorCode.None, 2));
    }

    [Fact]
    public async Task A_running_broker_lets_go_of_what_is_more_than_the_topic_keeps()
    {
        await using var test = await TestBroker.StartAsync(options =>
        {
            options.Configs["log.flush.interval.ms"] = "10";
            options.Configs["log.retention.check.interval.ms"] = "10";
            var small = new Dictionary<string, string> { ["segment.bytes"] = "1000", ["retention.bytes"] = "2000" };
            options.Topics.Add(new KafkaTopicSpec("t", Configs: small));
        });
        using var client = await WireClient.ConnectAsync(test.Port);
        for (var i = 0; i < 100; i++)
        {
            await client.ProduceAsync("t", Batches.Of($"value {i}"));
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await client.ListOffsetAsync("t", -2)).Offset < 50)
        {
            limit.Token.ThrowIfCancellationRequested();
        }

        (await client.ListOffsetAsync("t", -1)).Offset.ShouldBe(100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Offsets_are_listed_by_end_and_by_time(short version)
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);
        await client.ProduceAsync("t", Batches.Of(["a", "b"], baseTimestamp: 100));
        await client.ProduceAsync("t", Batches.Of(["c"], baseTimestamp: 50));

        (await client.ListOffsetAsync("t", -1, version: version)).ShouldBe((ErrorCode.None, -1, 3));
        (await client.ListOffsetAsync("t", -2, version: version)).ShouldBe((ErrorCode.None, -1, 0));
        (await client.ListOffsetAsync("t", 101, version: version)).ShouldBe((ErrorCode.None, 101, 1));
        (await client.ListOffsetAsync("t", 500, version: version)).ShouldBe((ErrorCode.None, -1, -1));
        (await client.ListOffsetAsync("none", -1, version: version)).Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
        // The record of the greatest time came with version 7 (KIP-734).
        (await client.ListOffsetAsync("t", -3, version: version)).ShouldBe(
            version >= 7 ? (ErrorCode.None, 101, 1) : (ErrorCode.UnsupportedVersion, -1, -1)
        );
    }

    [Theory]
    [InlineData(0, ErrorCode.None, 0, 2)]
    [InlineData(3, ErrorCode.None, -1, -1)]
    public async Task The_only_leader_epoch_ends_at_the_end_of_the_log(int asked, ErrorCode error, int epoch, long end)
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);
        await client.ProduceAsync("t", Batches.Of("a", "b"));

        (await TopicAdmin.EndOfEpochAsync(client, "t", asked)).ShouldBe((error, epoch, end));
    }
}
