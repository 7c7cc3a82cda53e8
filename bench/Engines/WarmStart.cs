using System.Diagnostics;
using System.Globalization;
using Platform.Engines.Kafka;
using Platform.Engines.ObjectStorage;

namespace EngineBench;

/// <summary>Each engine started on an empty directory in a warm process, as a test graph does it.</summary>
internal static class WarmStart
{
    public static async Task RunAsync(int rounds)
    {
        var (kafka, storage) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var directory = Directory.CreateTempSubdirectory("engine-bench-");
            try
            {
                kafka.Add(
                    await TimeAsync(async () =>
                        await KafkaBroker.StartAsync(
                            new KafkaBrokerOptions
                            {
                                DataDirectory = Path.Combine(directory.FullName, "kafka"),
                                Listeners = [new KafkaListener("tcp", 0)],
                                Topics = [new KafkaTopicSpec("orders", 3)],
                            }
                        )
                    )
                );
                storage.Add(
                    await TimeAsync(async () =>
                        await S3Server.StartAsync(
                            new S3ServerOptions
                            {
                                DataDirectory = Path.Combine(directory.FullName, "s3"),
                                Port = 0,
                                AccessKey = "bench",
                                SecretKey = Guid.NewGuid().ToString("n"),
                                Buckets = ["uploads"],
                            }
                        )
                    )
                );
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        }

        Console.WriteLine("| | first in the process | median of the next | slowest |");
        Console.WriteLine("|---|---|---|---|");
        Print("Kafka", kafka);
        Print("S3", storage);
    }

    private static async Task<double> TimeAsync(Func<Task<IAsyncDisposable>> start)
    {
        var began = Stopwatch.GetTimestamp();
        await using var engine = await start();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static void Print(string name, List<double> taken)
    {
        var next = taken.Skip(1).Order().ToList();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"| {name} | {taken[0]:0} ms | {next[next.Count / 2]:0.0} ms | {next[^1]:0.0} ms |")
        );
    }
}
