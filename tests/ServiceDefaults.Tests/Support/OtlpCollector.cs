using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults.Tests.Support;

/// <summary>Takes OTLP over HTTP and over gRPC, each on a port of its own, and keeps what it is sent.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication app;
    private readonly ConcurrentQueue<OtlpSpan> spans = new();
    private readonly ConcurrentQueue<OtlpLog> logs = new();
    private readonly ConcurrentQueue<string> metrics = new();
    private readonly SemaphoreSlim changed = new(0);

    private OtlpCollector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            });
        app = builder.Build();
        app.Run(ReceiveAsync);
    }

    public string HttpAddress => Addresses.First();

    public string GrpcAddress => Addresses.Last();

    public IEnumerable<OtlpSpan> Spans => spans;

    private ICollection<string> Addresses => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>What a child needs to send here, soon.</summary>
    public (string, string)[] Environment(string service, string protocol = "http/protobuf") =>
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", protocol == "grpc" ? GrpcAddress : HttpAddress),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
            ("OTEL_SERVICE_NAME", service),
            ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=one"),
            ("OTEL_BSP_SCHEDULE_DELAY", "50"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "50"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "50"),
        ];

    public Task<OtlpSpan> SpanAsync(Func<OtlpSpan, bool> predicate) => FirstAsync(spans, predicate, () => string.Join('\n', spans));

    public Task<OtlpLog> LogAsync(Func<OtlpLog, bool> predicate) => FirstAsync(logs, predicate, () => string.Join('\n', logs));

    public Task<string> MetricAsync(string name) =>
        FirstAsync(metrics, metric => metric == name, () => string.Join('\n', metrics.Distinct()));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<T> FirstAsync<T>(ConcurrentQueue<T> all, Func<T, bool> predicate, Func<string> describe)
        where T : class
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            if (all.FirstOrDefault(predicate) is { } found)
                return found;
            try
            {
                await changed.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException("Not received. Received was:\n" + describe());
            }
        }
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var grpc = context.Request.ContentType == "application/grpc";
        var message = new ProtoMessage(body.ToArray().AsMemory(grpc ? 5 : 0));
        var path = context.Request.Path.Value!;
        if (path.Contains("trace", StringComparison.OrdinalIgnoreCase))
            OtlpReader.Spans(message).ToList().ForEach(spans.Enqueue);
        else if (path.Contains("logs", StringComparison.OrdinalIgnoreCase))
            OtlpReader.Logs(message).ToList().ForEach(logs.Enqueue);
        else
            OtlpReader.Metrics(message).ToList().ForEach(metrics.Enqueue);
        changed.Release();
        context.Response.ContentType = grpc ? "application/grpc" : "application/x-protobuf";
        if (grpc)
        {
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
        }
    }
}
