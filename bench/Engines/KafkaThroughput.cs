using System.Diagnostics;
using System.Globalization;
using Confluent.Kafka;

namespace EngineBench;

/// <summary>Records of 1 KB at linger 5 ms, acks=all, from librdkafka; then read back by one consumer.</summary>
internal static class KafkaThroughput
{
    private const int RecordLength = 1024;

    public static void Run(string bootstrap, int records)
    {
        var topic = $"bench-{Guid.NewGuid():n}";
        Produce(bootstrap, topic, Math.Min(records, 20_000));
        topic = $"bench-{Guid.NewGuid():n}";
        var began = Stopwatch.GetTimestamp();
        var failed = Produce(bootstrap, topic, records);
        var produced = Stopwatch.GetElapsedTime(began);
        began = Stopwatch.GetTimestamp();
        Consume(bootstrap, topic, records);
        var consumed = Stopwatch.GetElapsedTime(began);
        Console.WriteLine("| | records | seconds | records a second | MB a second | failed |");
        Console.WriteLine("|---|---|---|---|---|---|");
        Print("produce, acks=all, linger 5 ms", records, produced, failed);
        Print("consume, one consumer", records, consumed, 0);
    }

    private static int Produce(string bootstrap, string topic, int records)
    {
        using var producer = new ProducerBuilder<Null, byte[]>(
            new ProducerConfig
            {
                BootstrapServers = bootstrap,
                LingerMs = 5,
                Acks = Acks.All,
                BatchSize = 1_000_000,
                QueueBufferingMaxMessages = 500_000,
                QueueBufferingMaxKbytes = 1_000_000,
            }
        ).Build();
        var payload = new byte[RecordLength];
        Random.Shared.NextBytes(payload);
        var failed = 0;
        for (var sent = 0; sent < records; )
        {
            try
            {
                producer.Produce(topic, new Message<Null, byte[]> { Value = payload }, report => failed += report.Error.IsError ? 1 : 0);
                sent++;
            }
            catch (ProduceException<Null, byte[]> full) when (full.Error.Code == ErrorCode.Local_QueueFull)
            {
                producer.Poll(TimeSpan.FromMilliseconds(10));
            }
        }

        producer.Flush(TimeSpan.FromMinutes(2));
        return failed;
    }

    private static void Consume(string bootstrap, string topic, int records)
    {
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(
            new ConsumerConfig
            {
                BootstrapServers = bootstrap,
                GroupId = "bench",
                EnableAutoCommit = false,
            }
        ).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        for (var read = 0; read < records; read++)
        {
            consumer.Consume(CancellationToken.None);
        }
    }

    private static void Print(string what, int records, TimeSpan took, int failed) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {records} | {took.TotalSeconds:0.00} | {records / took.TotalSeconds:0} | {records * (RecordLength / 1e6) / took.TotalSeconds:0} | {failed} |"
            )
        );
}
