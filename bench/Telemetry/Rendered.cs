using System.Globalization;
using System.Net.Http.Headers;
using Platform.Dashboard;
using Platform.Dashboard.Store;

namespace TelemetryBench;

/// <summary>
/// The dashboard with something to draw: 200 resources, a trace of 10,000 spans and 10,000 log records sent over OTLP/HTTP. Prints where it is; then each
/// line of standard input is one order: <c>change</c>, <c>write</c>, <c>quiet</c>, each answered by one line. The end of the input is its end.
/// </summary>
internal static class Rendered
{
    private const int resources = 200;
    private const int spans = 10_000;
    private const int records = 10_000;
    private const int linesPerSecond = 10_000;

    public static async Task RunAsync()
    {
        var host = new BusyHost(resources);
        await using var dashboard = await DashboardApplication.StartAsync(
            new DashboardOptions
            {
                Port = 0,
                OtlpGrpcPorts = [],
                OtlpHttpPorts = [0],
                Host = host,
            }
        );
        await FillAsync(dashboard.OtlpHttpEndpoint!);
        Console.WriteLine($"{dashboard.Url} {LargeTrace.Id} {BusyHost.Writer}");
        var written = 0L;
        CancellationTokenSource? stop = null;
        Task<long>? writing = null;
        while (await Console.In.ReadLineAsync() is { } order)
        {
            switch (order)
            {
                case "change":
                    host.Change();
                    break;
                case "write":
                    stop = new CancellationTokenSource();
                    writing = host.WriteAsync(linesPerSecond, written, stop.Token);
                    break;
                case "quiet" when stop is not null && writing is not null:
                    await stop.CancelAsync();
                    written += await writing;
                    stop.Dispose();
                    break;
                default:
                    throw new FormatException($"There is no order '{order}': change, write or quiet (after write).");
            }
            Console.WriteLine(written.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static async Task FillAsync(Uri otlp)
    {
        using var client = new HttpClient { BaseAddress = otlp };
        // Long over: a young trace is asked for again and again, for more may come.
        var start = DateTimeOffset.UtcNow.AddMinutes(-4).ToUnixNanoseconds();
        foreach (var request in LargeTrace.Requests(spans, start))
        {
            await SendAsync(client, "/v1/traces", request);
        }
        for (var sent = 0; sent < records; sent += 500)
        {
            await SendAsync(client, "/v1/logs", Traffic.Logs(500, (ulong)sent + 1, start + (sent * 10_000_000L)));
        }
    }

    private static async Task SendAsync(HttpClient client, string path, byte[] request)
    {
        using var content = new ByteArrayContent(request)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/x-protobuf") },
        };
        using var response = await client.PostAsync(path, content);
        response.EnsureSuccessStatusCode();
    }
}
