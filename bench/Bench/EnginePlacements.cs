using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Run.Launch;
using Platform.Engines.Host;
using Platform.Hosting;

namespace Bench;

/// <summary>Kafka and S3 started at once, again and again, in this process, in one child or in a child each.</summary>
internal static class EnginePlacements
{
    public static async Task RunAsync(string where, int rounds)
    {
        var root = Directory.CreateTempSubdirectory("platform-bench-");
        try
        {
            await MeasureAsync(where, rounds, root.FullName);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(string where, int rounds, string root)
    {
        var launcher = new ProcessLauncher();
        // What a host has paid for anyhow: the guard, and the first spawned process.
        await using (var first = await launcher.StartAsync(Nothing()))
        {
            await first.Completion;
        }

        var before = Memory(Environment.ProcessId);
        var starts = new List<double>();
        var memory = new List<long>();
        var processor = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var shared = new EngineProcess();
            var other = where == "children" ? new EngineProcess() : shared;
            var used = Environment.CpuUsage.TotalTime;
            var began = Stopwatch.GetTimestamp();
            var runs = await Task.WhenAll(
                StartAsync(new KafkaEngine(shared), Request(where, Path.Combine(root, "kafka"), Kafka(), "tcp"), launcher),
                StartAsync(new ObjectStorageEngine(other), Request(where, Path.Combine(root, "storage"), Storage(), "http"), launcher)
            );
            starts.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            var children = runs.Select(run => run.ProcessId).OfType<int>().Distinct().ToList();
            processor.Add(
                (Environment.CpuUsage.TotalTime - used).TotalMilliseconds + children.Sum(child => ProcessorTime(child).TotalMilliseconds)
            );
            memory.Add(children.Count > 0 ? children.Sum(Memory) : Memory(Environment.ProcessId) - before);
            await Task.WhenAll(runs.Select(run => run.StopAsync()));
        }

        var next = starts.Skip(1).Order().ToList();
        var name = where switch
        {
            "process" => "in the host's process",
            "child" => "one child process",
            _ => "a child process each",
        };
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {starts[0]:0} ms | {next[next.Count / 2]:0} ms | {next[^1]:0} ms | {processor.Skip(1).Order().ElementAt(rounds / 2):0} ms | {memory[0] / 1024.0:0} MB |"
            )
        );
    }

    private static async Task<IRun> StartAsync(IEngine engine, EngineRequest request, ILauncher launcher)
    {
        var prepared = await engine.PrepareAsync(request);
        var run = await prepared.StartAsync(launcher);
        _ = run.Output.CopyToAsync(Stream.Null);
        _ = run.Error.CopyToAsync(Stream.Null);
        await prepared.ProbeAsync();
        return run;
    }

    private static LaunchSpec Nothing() =>
        new()
        {
            Name = "nothing",
            FileName = "/bin/true",
            WorkingDirectory = "/",
        };

    private static KafkaSettings Kafka() =>
        new() { Listeners = [new("tcp", "localhost", 9092)], Topics = [new("orders", 3, new Dictionary<string, string>())] };

    private static ObjectStorageSettings Storage() => new("minioadmin", "bench-bench-bench") { Buckets = ["uploads"] };

    private static EngineRequest Request(string where, string directory, EngineSettings settings, string endpoint) =>
        new()
        {
            ResourceName = Path.GetFileName(directory),
            Settings = settings,
            StateDirectory = directory,
            SharedDirectory = where == "children" ? directory : Path.GetDirectoryName(directory)!,
            Placement = where == "process" ? EnginePlacement.InProcess : EnginePlacement.ChildProcess,
            Ports = new Dictionary<string, int> { [endpoint] = FreePort() },
        };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static TimeSpan ProcessorTime(int child)
    {
        using var process = Process.GetProcessById(child);
        return process.TotalProcessorTime;
    }

    /// <summary>Kilobytes that are the process's own, shared pages counted by share.</summary>
    private static long Memory(int process) =>
        long.Parse(
            File.ReadLines($"/proc/{process}/smaps_rollup")
                .First(line => line.StartsWith("Pss:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        );
}
