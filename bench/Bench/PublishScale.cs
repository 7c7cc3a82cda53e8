using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Bench;

/// <summary>Graphs that grow, published for Compose and Kubernetes in four stages: whether time and memory grow with them, or faster. Beside it, what writing the same bytes costs.</summary>
internal static class PublishScale
{
    private static readonly int[] s_sizes = [10, 100, 1_000];

    public static async Task RunAsync(string directory)
    {
        await PublishAsync(20, directory);
        Console.WriteLine(
            "| resources | files | size | publish | per resource | allocated | again, unchanged | File.WriteAllBytes of the same | publish / that |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var size in s_sizes)
        {
            var path = Path.Combine(directory, $"publish-{size}");
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            var (first, allocated) = await PublishAsync(size, directory);
            var (again, _) = await PublishAsync(size, directory);
            var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllBytes);
            var plain = Plain(files, path, path + "-plain");
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {size} | {files.Count} | {files.Values.Sum(bytes => bytes.Length) / 1024} KiB | {first:0} ms | {first / size:0.0} ms | {allocated / 1024 / 1024} MiB | {again:0} ms | {plain:0} ms | {first / plain:0.0}× |"
                )
            );
        }
    }

    private static double Plain(Dictionary<string, byte[]> files, string from, string to)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }
        var start = Stopwatch.GetTimestamp();
        foreach (var (file, bytes) in files)
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllBytes(copy, bytes);
        }
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<(double Milliseconds, long Allocated)> PublishAsync(int size, string directory)
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                Args =
                [
                    "--operation",
                    "publish",
                    "--output-path",
                    Path.Combine(directory, $"publish-{size}"),
                    "--Platform:Terminal=false",
                    "--Logging:LogLevel:Default=Warning",
                ],
            }
        );
        builder.AddDockerComposeEnvironment("compose");
        builder.AddKubernetesEnvironment("kubernetes");
        IResourceBuilder<ContainerResource>? before = null;
        // The environments and the dashboard are resources too.
        for (var i = 0; i < size; i++)
        {
            var container = builder
                .AddContainer($"service-{i}", "example/service", "1.0")
                .WithHttpEndpoint(targetPort: 8080)
                .WithHttpHealthCheck("/health")
                .WithEnvironment("INDEX", i.ToString(CultureInfo.InvariantCulture))
                .PublishAsDockerComposeService((_, service) => service.User = "1000:1000");
            if (before is not null)
            {
                container.WithReference(before.GetEndpoint("http"));
            }
            before = container;
        }
        await using var app = builder.Build();
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        await app.StartAsync();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }
}
