using Confluent.Kafka;
using Kafka.Tests.Clients.Programs;
using Kafka.Tests.Support;
using Platform.Engines.Kafka;
using KafkaException = Confluent.Kafka.KafkaException;

namespace Kafka.Tests.Clients.Confluent;

public sealed class TransactionTests
{
    [Fact]
    public async Task Committed_records_are_seen_aborted_ones_only_by_who_reads_uncommitted()
    {
        await using var test = await StartAsync();
        using var producer = test.Transactional();
        await InTransactionAsync(producer, ["a0", "a1"]);
        producer.CommitTransaction();
        await InTransactionAsync(producer, ["b0", "b1"]);
        producer.AbortTransaction();
        await InTransactionAsync(producer, ["c0"]);
        producer.CommitTransaction();

        test.ReadToEnd("t", partitions: 2).Order().ShouldBe(["a0", "a1", "c0"]);
        test.ReadToEnd("t", IsolationLevel.ReadUncommitted, partitions: 2).Order().ShouldBe(["a0", "a1", "b0", "b1", "c0"]);
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);
    }

    [Fact]
    public async Task Readers_of_committed_records_wait_for_an_open_transaction_and_go_on_at_its_end()
    {
        await using var test = await StartAsync();
        using var producer = test.Transactional();
        using var plain = test.Producer();
        producer.BeginTransaction();
        await producer.SendAsync("t", "open");
        await plain.SendAsync("t", "behind it");

        test.ReadToEnd("t").ShouldBeEmpty();
        using var consumer = test.Consumer("g");
        consumer.Subscribe("t");
        var reading = Task.Run(() => consumer.Take(2).Values());
        producer.CommitTransaction();
        (await reading).ShouldBe(["open", "behind it"]);
    }

    [Fact]
    public async Task Consumed_offsets_count_with_the_records_or_not_at_all()
    {
        await using var test = await StartAsync();
        using var plain = test.Producer();
        await plain.SendAsync("in", "1");
        await plain.SendAsync("in", "2");
        using var consumer = test.Consumer("g");
        consumer.Subscribe("in");
        var taken = consumer.Take(2);
        using var producer = test.Transactional();
        using var wire = await WireClient.ConnectAsync(test.Port);

        producer.BeginTransaction();
        await producer.SendAsync("t", "aborted");
        producer.SendOffsetsToTransaction([new TopicPartitionOffset("in", 0, 2)], consumer.ConsumerGroupMetadata, ClientProgram.Patience);
        producer.AbortTransaction();
        (await wire.CommittedAsync("g", "in"))[0].ShouldBe(-1);

        producer.BeginTransaction();
        await producer.SendAsync("t", "committed");
        producer.SendOffsetsToTransaction(
            [new TopicPartitionOffset("in", 0, taken[0].Offset + 1)],
            consumer.ConsumerGroupMetadata,
            ClientProgram.Patience
        );
        (await wire.CommittedAsync("g", "in"))[0].ShouldBe(-1);
        producer.CommitTransaction();
        (await wire.CommittedAsync("g", "in"))[0].ShouldBe(1);
        test.ReadToEnd("t", partitions: 2).ShouldBe(["committed"]);
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);
    }

    [Fact]
    public async Task A_consumer_waits_for_offsets_that_hang_in_a_transaction()
    {
        await using var test = await StartAsync();
        using var plain = test.Producer();
        await plain.SendAsync("in", "1");
        await plain.SendAsync("in", "2");
        using var producer = test.Transactional();
        using (var first = test.Consumer("g"))
        {
            first.Subscribe("in");
            var taken = first.Take(1);
            producer.BeginTransaction();
            producer.SendOffsetsToTransaction(
                [new TopicPartitionOffset("in", 0, taken[0].Offset + 1)],
                first.ConsumerGroupMetadata,
                ClientProgram.Patience
            );
            first.Close();
        }

        await using var second = GroupMember.Start(test, "g", "in");
        await second.ShouldOwnAsync(1);
        second.Received.ShouldBeEmpty("where to begin is not decided");
        producer.CommitTransaction(ClientProgram.Patience);
        await second.ShouldReceiveAsync("2");
        second.Received.ShouldBe(["2"]);
    }

    [Fact]
    public async Task A_second_producer_of_the_same_id_fences_the_first_and_its_records_are_aborted()
    {
        await using var test = await StartAsync();
        using var first = test.Transactional();
        first.BeginTransaction();
        await first.SendAsync("t", "of the first");

        using var second = test.Transactional();
        Should.Throw<KafkaException>(() => first.CommitTransaction()).Error.Code.ShouldBe(ErrorCode.Local_Fenced);
        await InTransactionAsync(second, ["of the second"]);
        second.CommitTransaction();

        test.ReadToEnd("t", partitions: 2).ShouldBe(["of the second"]);
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);
    }

    [Fact]
    public async Task A_transaction_that_nobody_ends_is_aborted_when_its_time_is_up()
    {
        await using var test = await StartAsync();
        using var producer = test.Transactional(timeoutMs: 5_000);
        producer.BeginTransaction();
        await producer.SendAsync("t", "forgotten");
        using var plain = test.Producer();
        await plain.SendAsync("t", "behind it");

        using var consumer = test.Consumer("g");
        consumer.Subscribe("t");
        consumer.Take(1).Values().ShouldBe(["behind it"]);
        Should.Throw<KafkaException>(() => producer.CommitTransaction(ClientProgram.Patience));
    }

    [Fact]
    public async Task Its_time_is_up_also_when_the_broker_was_restarted_in_between()
    {
        var port = 0;
        await using var test = await TestBroker.StartAsync(options =>
        {
            options.Topics.Add(new KafkaTopicSpec("t"));
            options.Listeners = [new KafkaListener("tcp", port)];
        });
        port = test.Port;
        using (var producer = test.Transactional(timeoutMs: 6_000))
        {
            producer.BeginTransaction();
            await producer.SendAsync("t", "forgotten");
            await test.RestartAsync();
            test.ReadToEnd("t", IsolationLevel.ReadUncommitted).ShouldBe(["forgotten"]);
            using var plain = test.Producer();
            await plain.SendAsync("t", "behind it");
        }

        using var consumer = test.Consumer("g");
        consumer.Subscribe("t");
        consumer.Take(1).Values().ShouldBe(["behind it"]);
    }

    [Fact]
    public async Task An_open_transaction_survives_the_brokers_restart_and_commits()
    {
        var port = 0;
        await using var test = await TestBroker.StartAsync(options =>
        {
            options.Topics.Add(new KafkaTopicSpec("t"));
            options.Listeners = [new KafkaListener("tcp", port)];
        });
        port = test.Port;
        using var producer = test.Transactional();
        producer.BeginTransaction();
        await producer.SendAsync("t", "before");
        await test.RestartAsync();
        await producer.SendAsync("t", "after");
        producer.CommitTransaction(ClientProgram.Patience);

        test.ReadToEnd("t").ShouldBe(["before", "after"]);
    }

    private static Task<TestBroker> StartAsync() =>
        TestBroker.StartAsync(options =>
        {
            options.Topics.Add(new KafkaTopicSpec("t", 2));
            options.Topics.Add(new KafkaTopicSpec("in"));
        });

    private static async Task InTransactionAsync(IProducer<string, string> producer, string[] values)
    {
        producer.BeginTransaction();
        for (var i = 0; i < values.Length; i++)
        {
            await producer.SendAsync("t", values[i], i % 2);
        }
    }
}
