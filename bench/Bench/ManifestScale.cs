using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Bench;

/// <summary>The manifest of graphs that grow: whether the time grows with them, or faster.</summary>
internal static class ManifestScale
{
    private static readonly int[] s_sizes = [250, 500, 1_000, 2_000];

    public static async Task RunAsync(string directory)
    {
        await WriteAsync(50, directory);
        Console.WriteLine("| resources | build the graph | write the manifest | size | per resource | ratio to 250 |");
        Console.WriteLine("|---|---|---|---|---|---|");
        double? first = null;
        foreach (var size in s_sizes)
        {
            var (build, write, bytes) = await WriteAsync(size, directory);
            var each = (build + write) * 1000 / size;
            first ??= each;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {size} | {build:0} ms | {write:0} ms | {bytes / 1024} KiB | {each:0} µs | {each / first:0.00}× |"
                )
            );
        }
    }

    private static async Task<(double Build, double Write, long Bytes)> WriteAsync(int size, string directory)
    {
        var path = Path.Combine(directory, $"manifest-{size}.json");
        var start = Stopwatch.GetTimestamp();
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { Args = ["--operation", "publish", "--publisher", "manifest", "--output-path", path] }
        );
        IResourceBuilder<ContainerResource>? before = null;
        for (var i = 0; i < size; i++)
        {
            var container = builder
                .AddContainer($"service-{i}", "example/service", "1.0")
                .WithHttpEndpoint(targetPort: 8080)
                .WithEnvironment("INDEX", i.ToString(CultureInfo.InvariantCulture));
            if (before is not null)
            {
                container.WithReference(before.GetEndpoint("http"));
            }
            before = container;
        }
        var app = builder.Build();
        var built = Stopwatch.GetTimestamp();
        await app.RunAsync();
        return (
            Stopwatch.GetElapsedTime(start, built).TotalMilliseconds,
            Stopwatch.GetElapsedTime(built).TotalMilliseconds,
            new FileInfo(path).Length
        );
    }
}
