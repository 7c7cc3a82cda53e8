using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Tests.Support;

/// <summary>A span as its service sent it.</summary>
public sealed record CollectedSpan(string Service, string TraceId, string SpanId, string ParentId, string Name, int Kind);

/// <summary>An instrument and a set of attributes that a service has measured something for.</summary>
public sealed record CollectedMetric(
    string Service,
    string Name,
    string Unit,
    string Shape,
    IReadOnlyDictionary<string, string> Attributes
);

/// <summary>Takes the graph's traces and metrics by OTLP over HTTP, and keeps them.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<CollectedSpan>> _traces = new();
    private readonly ConcurrentDictionary<string, CollectedMetric> _metrics = new();
    private TaskCompletionSource _more = New();

    private Collector(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var collector = new Collector(builder.Build());
        collector._app.MapPost("/v1/traces", collector.TakeAsync);
        collector._app.MapPost("/v1/metrics", collector.TakeMetricsAsync);
        collector._app.MapPost("/v1/{signal}", () => Results.Ok());
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>The spans of a trace, once <paramref name="whole"/> says that all are there.</summary>
    public async Task<IReadOnlyList<CollectedSpan>> TraceAsync(string traceId, Func<IReadOnlyList<CollectedSpan>, bool> whole)
    {
        IReadOnlyList<CollectedSpan> spans = [];
        await UntilAsync(
            () => whole(spans = _traces.TryGetValue(traceId, out var found) ? [.. found] : []),
            () => $"The trace {traceId} is not whole; it has:\n{string.Join('\n', spans)}"
        );
        return spans;
    }

    /// <summary>Waits until nothing is missing of what the graph has measured since its start.</summary>
    public Task MetricsAsync(Func<IReadOnlyCollection<CollectedMetric>, IReadOnlyCollection<string>> missing) =>
        UntilAsync(
            () => missing([.. _metrics.Values]).Count == 0,
            () => $"Nobody has measured:\n{string.Join('\n', missing([.. _metrics.Values]))}"
        );

    private async Task UntilAsync(Func<bool> condition, Func<string> describe)
    {
        using var limit = new CancellationTokenSource(Graph.Patience);
        while (true)
        {
            var more = Volatile.Read(ref _more).Task;
            if (condition())
            {
                return;
            }
            try
            {
                await more.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail(describe());
            }
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task TakeAsync(HttpContext context)
    {
        foreach (var span in TraceRequest.Spans(await BodyAsync(context)))
        {
            _traces.GetOrAdd(span.TraceId, _ => new()).Enqueue(span);
        }
        Interlocked.Exchange(ref _more, New()).SetResult();
    }

    private async Task TakeMetricsAsync(HttpContext context)
    {
        foreach (var metric in MetricRequest.Metrics(await BodyAsync(context)))
        {
            var attributes = string.Join(',', metric.Attributes.Select(pair => $"{pair.Key}={pair.Value}"));
            _metrics.TryAdd($"{metric.Service} {metric.Name} {attributes}", metric);
        }
        Interlocked.Exchange(ref _more, New()).SetResult();
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }
}
