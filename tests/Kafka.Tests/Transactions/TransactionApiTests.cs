using Kafka.Tests.Support;
using Platform.Engines.Kafka;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Transactions;

/// <summary>Every version of the transaction APIs, byte by byte, with the error codes of the version.</summary>
public sealed class TransactionApiTests
{
    [Fact]
    public async Task A_producer_id_is_given_in_every_version_and_fencing_has_a_name_from_4_on()
    {
        await using var test = await StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);
        for (short version = 0; version <= 4; version++)
        {
            var idempotent = await client.InitAsync(version, null);
            (idempotent.Error, idempotent.Epoch).ShouldBe((ErrorCode.None, (short)0));
            var producer = await client.InitAsync(version, $"tx{version}");
            producer.Id.ShouldBeGreaterThan(idempotent.Id);
            (await client.InitAsync(version, $"tx{version}")).Epoch.ShouldBe((short)1);
            if (version >= 3)
            {
                (await client.InitAsync(version, $"tx{version}", producer.Id + 500, 7)).Error.ShouldBe(
                    version == 3 ? ErrorCode.InvalidProducerEpoch : ErrorCode.ProducerFenced
                );
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_transaction_holds_records_and_offsets_and_ends(short version)
    {
        await using var test = await StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);
        var old = await client.InitAsync(4, "tx");
        var producer = await client.InitAsync(4, "tx");
        byte[] Batch(int sequence) =>
            Batches.Of([$"record {sequence}"], producerId: producer.Id, epoch: producer.Epoch, sequence: sequence, transactional: true);

        (await client.ProduceAsync("t", Batch(0))).Error.ShouldBe(ErrorCode.InvalidTxnState, "the partition is not in it yet");
        (await client.AddPartitionsAsync(version, producer, ("t", 0), ("none", 0))).ShouldBe([
            ErrorCode.OperationNotAttempted,
            ErrorCode.UnknownTopicOrPartition,
        ]);
        (await client.AddPartitionsAsync(version, old, ("t", 0))).ShouldBe([ErrorCode.InvalidProducerEpoch]);
        (await client.AddPartitionsAsync(version, producer, ("t", 0))).ShouldBe([ErrorCode.None]);
        (await client.ProduceAsync("t", Batch(0))).Error.ShouldBe(ErrorCode.None);
        (await client.AddOffsetsAsync(version, producer, "g")).ShouldBe(ErrorCode.None);
        for (short commit = 0; commit <= 3; commit++)
        {
            (await client.CommitPendingAsync(commit, producer, "g", offset: 10 + commit)).ShouldBe(ErrorCode.None);
        }

        (await client.CommittedAsync("g", "t")).ShouldBe([-1]);
        (await client.FetchAsync("t", 0, committedOnly: true)).Values.ShouldBeEmpty();
        (await client.EndAsync(version, old, commit: true)).ShouldBe(ErrorCode.InvalidProducerEpoch);
        (await client.EndAsync(version, producer, commit: true)).ShouldBe(ErrorCode.None);

        (await client.CommittedAsync("g", "t")).ShouldBe([13]);
        (await client.FetchAsync("t", 0, committedOnly: true)).Values.ShouldBe([(0, "record 0")]);
        (await client.ProduceAsync("t", Batch(1))).Error.ShouldBe(ErrorCode.InvalidTxnState, "a late batch");
        (await client.FetchAsync("t", 0, committedOnly: true)).LastStableOffset.ShouldBe(2, "nothing is open");
    }

    [Fact]
    public async Task What_a_producer_left_open_is_aborted_by_its_next_life_and_its_late_batches_are_refused()
    {
        await using var test = await StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);
        var first = await client.InitAsync(4, "tx");
        await client.AddPartitionsAsync(1, first, ("t", 0));
        byte[] Batch(ProducerGiven producer, int sequence, string value) =>
            Batches.Of([value], producerId: producer.Id, epoch: producer.Epoch, sequence: sequence, transactional: true);
        (await client.ProduceAsync("t", Batch(first, 0, "lost"))).Error.ShouldBe(ErrorCode.None);

        var second = await client.InitAsync(4, "tx");
        (await client.ProduceAsync("t", Batch(first, 1, "late"))).Error.ShouldBe(ErrorCode.InvalidProducerEpoch);
        await client.AddPartitionsAsync(1, second, ("t", 0));
        (await client.ProduceAsync("t", Batch(second, 0, "kept"))).Error.ShouldBe(ErrorCode.None);
        await client.EndAsync(1, second, commit: true);

        var fetched = await client.FetchAsync("t", 0, committedOnly: true);
        fetched.Aborted.ShouldBe([(first.Id, 0L)]);
        fetched.Values.Select(one => one.Value).ShouldBe(["lost", "kept"], "the client leaves out the aborted one");
        fetched.LastStableOffset.ShouldBe(fetched.HighWatermark);
    }

    [Fact]
    public async Task A_topic_that_is_deleted_does_not_keep_its_transaction_from_ending()
    {
        await using var test = await StartAsync();
        using var client = await WireClient.ConnectAsync(test.Port);
        var producer = await client.InitAsync(4, "tx");
        await client.AddPartitionsAsync(1, producer, ("t", 0));
        test.Broker.Node.Topics.Delete("t");
        (await client.EndAsync(1, producer, commit: true)).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task A_transaction_that_only_a_log_knows_is_aborted_at_the_start()
    {
        await using var test = await StartAsync();
        var stray = Batches.Of(["stray"], producerId: 4_711, epoch: 2, sequence: 0, transactional: true);
        test.Broker.Node.Topics.Find("t", 0)!.Log.Append(stray).Error.ShouldBe(ErrorCode.None);
        await test.RestartAsync();

        using var client = await WireClient.ConnectAsync(test.Port);
        await client.ProduceAsync("t", Batches.Of("after"));
        var fetched = await client.FetchAsync("t", 0, committedOnly: true);
        fetched.LastStableOffset.ShouldBe(fetched.HighWatermark);
        fetched.Aborted.ShouldBe([(4_711L, 0L)]);
        (await client.InitAsync(4, null)).Id.ShouldBe(4_712);
    }

    private static Task<TestBroker> StartAsync() => TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
}
