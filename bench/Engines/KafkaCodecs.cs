using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Confluent.Kafka;

namespace EngineBench;

/// <summary>As many bytes as asked for through every codec, and back: what comes out must be what went in.</summary>
internal static class KafkaCodecs
{
    private const int RecordLength = 10_000;

    public static int Run(string bootstrap, int megabytes)
    {
        var records = megabytes * 100;
        var wrong = 0;
        Console.WriteLine("| codec | records of 10 KB | produce | consume | the same bytes |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var codec in Enum.GetValues<CompressionType>())
        {
            var topic = $"codec-{codec}-{Guid.NewGuid():n}";
            var began = Stopwatch.GetTimestamp();
            var sent = Produce(bootstrap, topic, codec, records);
            var produced = Stopwatch.GetElapsedTime(began);
            began = Stopwatch.GetTimestamp();
            var same = Consume(bootstrap, topic, records).SequenceEqual(sent);
            wrong += same ? 0 : 1;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {codec} | {records} | {megabytes / produced.TotalSeconds:0} MB/s | {megabytes / Stopwatch.GetElapsedTime(began).TotalSeconds:0} MB/s | {(same ? "yes" : "NO")} |"
                )
            );
        }

        return wrong == 0 ? 0 : 1;
    }

    private static byte[] Produce(string bootstrap, string topic, CompressionType codec, int records)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var producer = new ProducerBuilder<Null, byte[]>(
            new ProducerConfig
            {
                BootstrapServers = bootstrap,
                CompressionType = codec,
                EnableIdempotence = true,
                LingerMs = 5,
            }
        ).Build();
        for (var number = 0; number < records; number++)
        {
            var value = Record(number);
            hash.AppendData(value);
            while (true)
            {
                try
                {
                    producer.Produce(topic, new Message<Null, byte[]> { Value = value });
                    break;
                }
                catch (ProduceException<Null, byte[]> full) when (full.Error.Code == ErrorCode.Local_QueueFull)
                {
                    producer.Poll(TimeSpan.FromMilliseconds(10));
                }
            }
        }

        producer.Flush(TimeSpan.FromMinutes(5));
        return hash.GetHashAndReset();
    }

    private static byte[] Consume(string bootstrap, string topic, int records)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(
            new ConsumerConfig
            {
                BootstrapServers = bootstrap,
                GroupId = "codecs",
                EnableAutoCommit = false,
            }
        ).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        for (var read = 0; read < records; read++)
        {
            hash.AppendData(
                consumer.Consume(TimeSpan.FromMinutes(1))?.Message.Value ?? throw new TimeoutException($"Record {read} did not come.")
            );
        }

        return hash.GetHashAndReset();
    }

    // Half of it noise, half of it not: something to do for a codec.
    private static byte[] Record(int number)
    {
        var value = new byte[RecordLength];
        new Random(number).NextBytes(value.AsSpan(0, RecordLength / 2));
        return value;
    }
}
