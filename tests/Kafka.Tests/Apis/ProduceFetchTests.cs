using Kafka.Tests.Support;
using Platform.Engines.Kafka;
using Platform.Engines.Kafka.Logs;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Apis;

public sealed class ProduceFetchTests
{
    [Fact]
    public async Task Every_version_of_Produce_and_Fetch_carries_the_same_records()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);
        for (short version = 3; version <= 9; version++)
        {
            (await client.ProduceAsync("t", Batches.Of($"v{version}"), version: version)).ShouldBe((ErrorCode.None, version - 3));
        }

        for (short version = 4; version <= 12; version++)
        {
            var fetched = await client.FetchAsync("t", 2, version: version);
            fetched.HighWatermark.ShouldBe(7);
            fetched.Values.ShouldBe([(2, "v5"), (3, "v6"), (4, "v7"), (5, "v8"), (6, "v9")]);
        }
    }

    [Fact]
    public async Task A_fetch_at_the_end_waits_for_the_next_record()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var consumer = await WireClient.ConnectAsync(test.Port);
        using var producer = await WireClient.ConnectAsync(test.Port);
        var log = test.Broker.Node.Topics.Find("t", 0)!.Log;

        var fetching = consumer.FetchAsync("t", 0, maxWaitMs: 60_000);
        await Until(() => log.Waiting.Count == 1);
        fetching.IsCompleted.ShouldBeFalse();
        await producer.ProduceAsync("t", Batches.Of("late"));

        (await fetching.WaitAsync(TimeSpan.FromSeconds(30))).Values.ShouldBe([(0, "late")]);
        log.Waiting.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_fetch_that_waits_in_vain_comes_back_empty()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);

        var fetched = await client.FetchAsync("t", 0, maxWaitMs: 50);

        (fetched.Error, fetched.Records.Length).ShouldBe((ErrorCode.None, 0));
    }

    [Fact]
    public async Task A_waiting_fetch_of_a_topic_that_is_deleted_is_told_so()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);
        var log = test.Broker.Node.Topics.Find("t", 0)!.Log;
        var fetching = client.FetchAsync("t", 0, maxWaitMs: 60_000);
        await Until(() => log.Waiting.Count == 1);

        test.Broker.Node.Topics.Delete("t");

        (await fetching.WaitAsync(TimeSpan.FromSeconds(30))).Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
    }

    [Fact]
    public async Task A_batch_larger_than_the_limit_is_sent_whole_when_it_is_the_first()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);
        await client.ProduceAsync("t", Batches.Of(new string('x', 5_000)));
        await client.ProduceAsync("t", Batches.Of("second"));

        (await client.FetchAsync("t", 0, maxBytes: 10)).Values.Select(record => record.Offset).ShouldBe([0]);
        (await client.FetchAsync("t", 0, maxBytes: 100_000)).Values.Select(record => record.Offset).ShouldBe([0, 1]);
    }

    [Fact]
    public async Task Offsets_beyond_the_log_are_out_of_range_and_unknown_partitions_unknown()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);

        (await client.FetchAsync("t", 1)).Error.ShouldBe(ErrorCode.OffsetOutOfRange);
        (await client.FetchAsync("t", 0, partition: 1)).Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
        (await client.ProduceAsync("t", Batches.Of("v"), partition: 1)).Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
        (await client.ProduceAsync("none", Batches.Of("v"))).Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
    }

    [Fact]
    public async Task A_fetch_session_is_never_given_and_never_known()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);

        var answer = await client.AskAsync(ApiKey.Fetch, 11, static body => WireRequests.Fetch(body, 11, "t", 0, 0, 0, session: 5));

        FetchAnswer.Read(answer, 11).Error.ShouldBe(ErrorCode.FetchSessionIdNotFound);
    }

    [Fact]
    public async Task Acks_0_gets_no_response_and_a_failure_ends_the_connection()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);

        await client.SendAsync(ApiKey.Produce, 9, static body => WireRequests.Produce(body, "t", 0, Batches.Of("v"), acks: 0));
        // The next response is that of the next request.
        (await client.FetchAsync("t", 0)).Values.ShouldBe([(0, "v")]);

        await client.SendAsync(ApiKey.Produce, 9, static body => WireRequests.Produce(body, "none", 0, Batches.Of("v"), acks: 0));
        (await client.IsClosedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Acks_that_do_not_exist_and_replicas_that_do_not_are_refused()
    {
        await using var test = await TestBroker.StartAsync(options =>
        {
            options.Topics.Add(new KafkaTopicSpec("t"));
            options.Topics.Add(new KafkaTopicSpec("two", Configs: new Dictionary<string, string> { ["min.insync.replicas"] = "2" }));
        });
        using var client = await WireClient.ConnectAsync(test.Port);

        (await client.ProduceAsync("t", Batches.Of("v"), acks: 2)).Error.ShouldBe(ErrorCode.InvalidRequiredAcks);
        (await client.ProduceAsync("t", Batches.Of("v"), acks: -1)).Error.ShouldBe(ErrorCode.None);
        (await client.ProduceAsync("two", Batches.Of("v"), acks: -1)).Error.ShouldBe(ErrorCode.NotEnoughReplicas);
        (await client.ProduceAsync("two", Batches.Of("v"), acks: 1)).Error.ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task A_repeated_batch_of_an_idempotent_producer_is_in_the_log_once()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);
        byte[] Batch(int sequence, string value) => Batches.Of([value], producerId: 7, epoch: 0, sequence: sequence);

        (await client.ProduceAsync("t", Batch(0, "a"))).ShouldBe((ErrorCode.None, 0));
        (await client.ProduceAsync("t", Batch(1, "b"))).ShouldBe((ErrorCode.None, 1));
        (await client.ProduceAsync("t", Batch(0, "a"))).ShouldBe((ErrorCode.None, 0));
        (await client.ProduceAsync("t", Batch(3, "d"))).Error.ShouldBe(ErrorCode.OutOfOrderSequenceNumber);

        (await client.FetchAsync("t", 0)).Values.ShouldBe([(0, "a"), (1, "b")]);
    }

    [Fact]
    public async Task Read_committed_stops_at_the_open_transaction_and_names_the_aborted_ones()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);
        var log = test.Broker.Node.Topics.Find("t", 0)!.Log;
        await client.ProduceAsync("t", Batches.Of("plain"));
        log.Append(Batches.Of(["in"], producerId: 7, epoch: 0, sequence: 0, transactional: true));

        var open = await client.FetchAsync("t", 0, committedOnly: true);
        open.LastStableOffset.ShouldBe(1);
        open.Values.ShouldBe([(0, "plain")]);
        (await client.FetchAsync("t", 0)).Values.Count.ShouldBe(2);

        log.AppendMarker(7, 0, commit: false, coordinatorEpoch: 0).ShouldBe(ErrorCode.None);
        var aborted = await client.FetchAsync("t", 0, committedOnly: true);
        aborted.LastStableOffset.ShouldBe(3);
        aborted.Aborted.ShouldBe([(7L, 1L)]);
        log.HasOpenTransaction(7).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Old_message_formats_are_refused(byte magic)
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var client = await WireClient.ConnectAsync(test.Port);
        var batch = Batches.Of("v");
        batch[16] = magic;

        (await client.ProduceAsync("t", batch)).Error.ShouldBe(ErrorCode.UnsupportedForMessageFormat);
    }

    [Fact]
    public async Task The_brokers_time_replaces_the_producers_where_the_topic_says_so()
    {
        await using var test = await TestBroker.StartAsync(options =>
            options.Topics.Add(
                new KafkaTopicSpec("t", Configs: new Dictionary<string, string> { ["message.timestamp.type"] = "LogAppendTime" })
            )
        );
        using var client = await WireClient.ConnectAsync(test.Port);
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

        await client.ProduceAsync("t", Batches.Of(["v"], baseTimestamp: 5));

        var batch = RecordBatch.Read((await client.FetchAsync("t", 0)).Records);
        batch.MaxTimestamp.ShouldBeGreaterThanOrEqualTo(before);
        (batch.Attributes & 8).ShouldBe(8);
    }

    // The broker's own state, which a test in the same process can see and no client can be told of.
    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
