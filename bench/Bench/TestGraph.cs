using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace Bench;

/// <summary>What a test pays for a graph of its own: PostgreSQL and Redis, started to healthy and disposed.</summary>
internal static class TestGraph
{
    public static async Task RunAsync(int rounds)
    {
        var starts = new List<double>();
        var disposals = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await using var builder = DistributedApplicationTestingBuilder.Create();
            builder.AddPostgres("postgres").AddDatabase("catalogdb");
            builder.AddRedis("redis");
            var app = await builder.BuildAsync();
            await app.StartAsync();
            await Task.WhenAll(
                app.ResourceNotifications.WaitForResourceHealthyAsync("catalogdb"),
                app.ResourceNotifications.WaitForResourceHealthyAsync("redis")
            );
            var up = Stopwatch.GetTimestamp();
            await app.DisposeAsync();
            var (start, dispose) = (Stopwatch.GetElapsedTime(began, up), Stopwatch.GetElapsedTime(up));
            if (round == 0)
            {
                Print("first in the process", start.TotalMilliseconds, dispose.TotalMilliseconds, header: true);
                continue;
            }
            starts.Add(start.TotalMilliseconds);
            disposals.Add(dispose.TotalMilliseconds);
        }
        Print($"the next {rounds}, median", Median(starts), Median(disposals), header: false);
        Print($"the next {rounds}, slowest", starts.Max(), disposals.Max(), header: false);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(string what, double start, double dispose, bool header)
    {
        if (header)
        {
            Console.WriteLine("| | start to healthy | dispose | together |");
            Console.WriteLine("|---|---|---|---|");
        }
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"| {what} | {start:0} ms | {dispose:0} ms | {start + dispose:0} ms |")
        );
    }
}
