using System.Diagnostics;
using System.Globalization;
using Confluent.Kafka;

namespace EngineBench;

/// <summary>A thousand records of 1 KB a second at linger 0, each timed from its sending to its acknowledgement.</summary>
internal static class KafkaLatency
{
    private const int PerSecond = 1000;

    /// <param name="bootstrap">The broker, or <c>mock</c> for librdkafka's own mock cluster in this process.</param>
    public static void Run(string name, string bootstrap, int seconds)
    {
        var configuration = new ProducerConfig { LingerMs = 0, Acks = Acks.All };
        if (bootstrap == "mock")
        {
            configuration.Set("test.mock.num.brokers", "1");
        }
        else
        {
            configuration.BootstrapServers = bootstrap;
        }

        using var producer = new ProducerBuilder<Null, byte[]>(configuration).Build();
        var topic = $"latency-{Guid.NewGuid():n}";
        var payload = new byte[1024];
        Random.Shared.NextBytes(payload);
        // The first of them pays for connections and compilation.
        Send(producer, topic, payload, PerSecond, []);
        var taken = new List<double>(seconds * PerSecond);
        Send(producer, topic, payload, seconds * PerSecond, taken);
        taken.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {taken.Count} | {At(taken, 0.5):0.00} ms | {At(taken, 0.95):0.00} ms | {At(taken, 0.99):0.00} ms | {taken[^1]:0.00} ms |"
            )
        );
    }

    private static double At(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];

    private static void Send(IProducer<Null, byte[]> producer, string topic, byte[] payload, int count, List<double> taken)
    {
        var began = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < count; sent++)
        {
            var due = TimeSpan.FromSeconds((double)sent / PerSecond);
            while (Stopwatch.GetElapsedTime(began) < due)
            {
                Thread.Sleep(TimeSpan.FromMicroseconds(100));
            }

            var at = Stopwatch.GetTimestamp();
            producer.Produce(
                topic,
                new Message<Null, byte[]> { Value = payload },
                report =>
                {
                    lock (taken)
                    {
                        taken.Add(report.Error.IsError ? double.PositiveInfinity : Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                    }
                }
            );
        }

        producer.Flush(TimeSpan.FromMinutes(1));
    }
}
