using System.Text;
using Confluent.Kafka;
using Kafka.Tests.Clients.Programs;
using Kafka.Tests.Support;
using Platform.Engines.Kafka;

namespace Kafka.Tests.Clients.Confluent;

public sealed class RecordTests
{
    [Theory]
    [InlineData(CompressionType.None)]
    [InlineData(CompressionType.Gzip)]
    [InlineData(CompressionType.Snappy)]
    [InlineData(CompressionType.Lz4)]
    [InlineData(CompressionType.Zstd)]
    public async Task Every_codec_comes_back_as_it_was_sent(CompressionType codec)
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var producer = test.Producer(config =>
        {
            config.CompressionType = codec;
            config.LingerMs = 50;
        });
        var sent = Enumerable.Range(0, 500).Select(i => $"{i} {new string('x', 200)}").ToList();
        var time = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        await Task.WhenAll(
            sent.Select(value =>
                producer.ProduceAsync(
                    new TopicPartition("t", 0),
                    new Message<string, string>
                    {
                        Key = value[..1],
                        Value = value,
                        Timestamp = new Timestamp(time),
                        Headers = [new Header("trace", Encoding.UTF8.GetBytes("abc")), new Header("empty", null)],
                    }
                )
            )
        );

        using var consumer = test.Consumer("g");
        consumer.Subscribe("t");
        var taken = consumer.Take(500);
        taken.Values().ShouldBe(sent);
        taken.Select(record => record.Offset.Value).ShouldBe(Enumerable.Range(0, 500).Select(i => (long)i));
        var last = taken[^1].Message;
        last.Key.ShouldBe("4");
        last.Timestamp.UtcDateTime.ShouldBe(time);
        Encoding.UTF8.GetString(last.Headers.GetLastBytes("trace")).ShouldBe("abc");
        last.Headers[1].GetValueBytes().ShouldBeNull();
        (await Compression.OfAsync(test, "t")).ShouldBe([codec.ToString().ToLowerInvariant()]);
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);
    }

    [Fact]
    public async Task An_idempotent_producer_writes_each_record_once_and_in_order()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t", 3)));
        using var producer = test.Producer(config => config.EnableIdempotence = true);
        var deliveries = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => producer.SendAsync("t", $"{i}", i % 3)));

        deliveries.ShouldAllBe(delivery => delivery.Status == PersistenceStatus.Persisted);
        for (var partition = 0; partition < 3; partition++)
        {
            var own = deliveries.Where(delivery => delivery.Partition.Value == partition).ToList();
            own.Select(delivery => delivery.Offset.Value).ShouldBe(Enumerable.Range(0, 100).Select(i => (long)i));
        }

        test.ReadToEnd("t", partitions: 3).Order().ShouldBe(Enumerable.Range(0, 300).Select(i => $"{i}").Order());
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);
    }

    [Fact]
    public async Task Offsets_are_found_by_time_and_a_consumer_starts_there()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var producer = test.Producer();
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var hour = 0; hour < 5; hour++)
        {
            var message = new Message<string, string> { Value = $"hour {hour}", Timestamp = new Timestamp(start.AddHours(hour)) };
            await producer.ProduceAsync(new TopicPartition("t", 0), message);
        }

        using var consumer = test.Consumer("g");
        var partition = new TopicPartition("t", 0);
        var found = consumer.OffsetsForTimes(
            [new TopicPartitionTimestamp(partition, new Timestamp(start.AddHours(2.5)))],
            ClientProgram.Patience
        );
        found.ShouldHaveSingleItem().Offset.Value.ShouldBe(3);
        consumer
            .OffsetsForTimes([new TopicPartitionTimestamp(partition, new Timestamp(start.AddHours(9)))], ClientProgram.Patience)
            .ShouldHaveSingleItem()
            .Offset.ShouldBe(Offset.End);
        consumer.Assign(found);
        consumer.Take(2).Values().ShouldBe(["hour 3", "hour 4"]);

        var bounds = consumer.QueryWatermarkOffsets(partition, ClientProgram.Patience);
        (bounds.Low.Value, bounds.High.Value).ShouldBe((0, 5));
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);
    }

    [Fact]
    public async Task An_offset_that_is_gone_or_not_there_yet_is_reset_as_the_consumer_wishes()
    {
        await using var test = await TestBroker.StartAsync(options => options.Topics.Add(new KafkaTopicSpec("t")));
        using var producer = test.Producer();
        foreach (var value in (string[])["a", "b", "c"])
        {
            await producer.SendAsync("t", value);
        }

        using (var admin = test.Admin())
        {
            await admin.DeleteRecordsAsync([new TopicPartitionOffset("t", 0, 2)]);
        }

        using var earliest = test.Consumer("g");
        earliest.Assign(new TopicPartitionOffset("t", 0, 0));
        earliest.Take(1)[0].Offset.Value.ShouldBe(2);

        using var refusing = test.Consumer("g2", config => config.AutoOffsetReset = AutoOffsetReset.Error);
        refusing.Assign(new TopicPartitionOffset("t", 0, 77));
        Should.Throw<ConsumeException>(() => refusing.Take(1)).Error.Code.ShouldBe(ErrorCode.Local_AutoOffsetReset);
        test.ShouldBeServedAndDocumented(ClientCalls.ConfluentNet);
    }
}
