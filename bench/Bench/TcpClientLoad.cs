using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bench;

/// <summary>Measures each target in turn, several times round, and prints the medians with ratios to the first.</summary>
internal static class TcpClientLoad
{
    private const int Rounds = 5;
    private const int Pings = 10_000;
    private const int Connections = 2_000;
    private const long Bytes = 1L << 30;

    public static async Task RunAsync(IReadOnlyList<string> targets)
    {
        var named = targets
            .Select(t => t.Split('='))
            .Select(t => (Name: t[0], Port: int.Parse(t[1], CultureInfo.InvariantCulture)))
            .ToList();
        var results = named.ToDictionary(t => t.Name, _ => new List<Result>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, port) in named)
            {
                results[name].Add(await MeasureAsync(port));
            }
        }
        var baseline = Medians(results[named[0].Name]);
        Console.WriteLine("| | round trip p50 | p99 | ratio p50 | throughput | ratio | new connections | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (name, _) in named)
        {
            var m = Medians(results[name]);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {m.P50:0} µs | {m.P99:0} µs | {m.P50 / baseline.P50:0.0}× | {m.Throughput:0.00} GB/s | {m.Throughput / baseline.Throughput:0.00}× | {m.Accepts:0}/s | {m.Accepts / baseline.Accepts:0.00}× |"
                )
            );
        }
    }

    private static Result Medians(List<Result> all) =>
        new(Median(all, r => r.P50), Median(all, r => r.P99), Median(all, r => r.Throughput), Median(all, r => r.Accepts));

    private static double Median(List<Result> all, Func<Result, double> value) => all.Select(value).Order().ElementAt(all.Count / 2);

    private static async Task<Result> MeasureAsync(int port)
    {
        var (p50, p99) = await RoundTripsAsync(port);
        return new Result(p50, p99, await ThroughputAsync(port), await AcceptsAsync(port));
    }

    private static async Task<(double P50, double P99)> RoundTripsAsync(int port)
    {
        using var socket = await ConnectAsync(port);
        var buffer = new byte[64];
        var times = new double[Pings];
        for (var i = 0; i < Pings; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await socket.SendAsync(buffer);
            for (var got = 0; got < buffer.Length; )
            {
                got += await socket.ReceiveAsync(buffer.AsMemory(got));
            }
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        Array.Sort(times);
        return (times[Pings / 2], times[Pings * 99 / 100]);
    }

    private static async Task<double> ThroughputAsync(int port)
    {
        using var socket = await ConnectAsync(port);
        var start = Stopwatch.GetTimestamp();
        var sending = Task.Run(async () =>
        {
            var buffer = new byte[256 * 1024];
            for (long sent = 0; sent < Bytes; )
            {
                sent += await socket.SendAsync(buffer);
            }
            socket.Shutdown(SocketShutdown.Send);
        });
        var received = new byte[256 * 1024];
        long total = 0;
        for (int read; (read = await socket.ReceiveAsync(received)) > 0; )
        {
            total += read;
        }
        await sending;
        return total / 1e9 / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> AcceptsAsync(int port)
    {
        var buffer = new byte[1];
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Connections; i++)
        {
            using var socket = await ConnectAsync(port);
            await socket.SendAsync(buffer);
            await socket.ReceiveAsync(buffer);
            socket.LingerState = new LingerOption(true, 0);
        }
        return Connections / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    private sealed record Result(double P50, double P99, double Throughput, double Accepts);
}
