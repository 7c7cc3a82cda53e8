using Confluent.Kafka;
using Kafka.Tests.Clients.Confluent;
using Kafka.Tests.Clients.Programs;
using Kafka.Tests.Support;
using Platform.Engines.Kafka;

namespace Kafka.Tests.Clients;

public sealed class KcatTests
{
    [Fact]
    public async Task Metadata_names_topics_partitions_and_the_broker()
    {
        await SkipWhereMissingAsync();
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("orders", 3)));

        var output = await RunAsync(test, ["-L"]);

        output.ShouldContain($"broker 1 at localhost:{test.Port}");
        output.ShouldContain("topic \"orders\" with 3 partitions:");
        output.ShouldContain("partition 2, leader 1, replicas: 1, isrs: 1");
        test.ShouldBeServedAndDocumented(ClientCalls.Kcat);
    }

    [Theory]
    // This old librdkafka compresses with the others only where Produce 0 is listed, which no current broker serves: it sends plainly then.
    [InlineData("none")]
    [InlineData("zstd")]
    public async Task What_is_produced_is_consumed_with_keys_and_headers(string codec)
    {
        await SkipWhereMissingAsync();
        await using var test = await TestBroker.StartAsync();
        var lines = Enumerable.Range(0, 200).Select(i => $"k{i}:value {i} {new string('x', 100)}").ToList();

        await RunAsync(test, ["-P", "-t", "made-by-producing", "-K:", "-z", codec, "-H", "origin=kcat"], string.Join('\n', lines) + "\n");
        var output = await RunAsync(test, ["-C", "-t", "made-by-producing", "-e", "-q", "-o", "beginning", "-f", "%k:%s|%h|%o\n"]);

        output.TrimEnd().Split('\n').ShouldBe(lines.Select((line, offset) => $"{line}|origin=kcat|{offset}"));
        (await Compression.OfAsync(test, "made-by-producing")).ShouldBe([codec]);
        test.ShouldBeServedAndDocumented(ClientCalls.Kcat);
    }

    [Theory]
    [InlineData(CompressionType.Gzip)]
    [InlineData(CompressionType.Snappy)]
    [InlineData(CompressionType.Lz4)]
    [InlineData(CompressionType.Zstd)]
    public async Task What_another_client_compressed_is_consumed(CompressionType codec)
    {
        await SkipWhereMissingAsync();
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        var sent = Enumerable.Range(0, 100).Select(i => $"{i} {new string('x', 100)}").ToList();
        using var producer = test.Producer(config =>
        {
            config.CompressionType = codec;
            config.LingerMs = 50;
        });
        await Task.WhenAll(sent.Select(value => producer.SendAsync("t", value)));

        var output = await RunAsync(test, ["-C", "-t", "t", "-e", "-q", "-o", "beginning"]);

        output.TrimEnd().Split('\n').ShouldBe(sent);
        (await Compression.OfAsync(test, "t")).ShouldBe([codec.ToString().ToLowerInvariant()]);
    }

    [Fact]
    public async Task A_group_takes_over_from_a_member_that_is_killed_and_goes_on_where_it_committed()
    {
        await SkipWhereMissingAsync();
        await using var test = await TestBroker.StartAsync(options =>
        {
            options.Topics.Add(new KafkaTopicSpec("t", 4));
            options.Configs["group.min.session.timeout.ms"] = "500";
        });
        await using var first = Group(test, "first");
        await first.ExpectAsync("% Group g rebalanced");
        for (var partition = 0; partition < 4; partition++)
        {
            await RunAsync(test, ["-P", "-t", "t", "-p", $"{partition}"], $"before {partition}\n");
        }

        for (var partition = 0; partition < 4; partition++)
        {
            await first.ExpectAsync("message before");
        }

        await WaitForCommitsAsync(test, 4);
        first.Kill();
        await using var second = Group(test, "second");
        await RunAsync(test, ["-P", "-t", "t", "-p", "2"], "after\n");

        // The first line is the second's first message: nothing that was committed comes again.
        (await second.ExpectAsync("message ")).ShouldBe("after");
        test.ShouldBeServedAndDocumented(ClientCalls.Kcat);
    }

    private static async Task WaitForCommitsAsync(TestBroker test, int partitions)
    {
        using var wire = await WireClient.ConnectAsync(test.Port);
        await Eventually.ShouldAsync(async () => (await wire.CommittedAsync("g", "t", partitions)).ShouldAllBe(offset => offset == 1));
    }

    private static ClientProgram Group(TestBroker test, string name) =>
        ClientProgram.Start(
            "sh",
            "-c",
            // It ends with the test's process, whose end closes the input.
            "exec 2>&1; \"$@\" </dev/null & child=$!; read -r _; kill $child",
            "sh",
            "kcat",
            "-b",
            test.Address,
            "-X",
            "session.timeout.ms=1000",
            "-X",
            "heartbeat.interval.ms=200",
            "-X",
            "auto.commit.interval.ms=100",
            "-X",
            "auto.offset.reset=earliest",
            "-X",
            $"client.id={name}",
            "-u",
            "-f",
            "message %s\n",
            "-G",
            "g",
            "t"
        );

    private static Task<string> RunAsync(TestBroker test, string[] arguments, string input = "") =>
        ClientProgram.RunAsync("kcat", ["-b", test.Address, .. arguments], input);

    private static async Task SkipWhereMissingAsync()
    {
        var missing = await ClientProgram.WhyMissingAsync("kcat", "-V");
        Assert.SkipWhen(
            missing is not null,
            "Not proved: that kcat finds nothing wrong with the broker. Install it: sudo apt-get install -y kcat"
        );
    }
}
