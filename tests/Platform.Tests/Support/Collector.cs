using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Tests.Support;

/// <summary>A span as its service sent it.</summary>
public sealed record CollectedSpan(string Service, string TraceId, string SpanId, string ParentId, string Name, int Kind);

/// <summary>Takes the graph's traces by OTLP over HTTP, and keeps them.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<CollectedSpan>> _traces = new();
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
        collector._app.MapPost("/v1/{signal}", () => Results.Ok());
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>The spans of a trace, once <paramref name="whole"/> says that all are there.</summary>
    public async Task<IReadOnlyList<CollectedSpan>> TraceAsync(string traceId, Func<IReadOnlyList<CollectedSpan>, bool> whole)
    {
        using var limit = new CancellationTokenSource(Graph.Patience);
        while (true)
        {
            var more = Volatile.Read(ref _more).Task;
            var spans = _traces.TryGetValue(traceId, out var found) ? found.ToList() : [];
            if (whole(spans))
            {
                return spans;
            }
            try
            {
                await more.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"The trace {traceId} is not whole; it has:\n{string.Join('\n', spans)}");
            }
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        foreach (var span in TraceRequest.Spans(body.ToArray()))
        {
            _traces.GetOrAdd(span.TraceId, _ => new()).Enqueue(span);
        }
        Interlocked.Exchange(ref _more, New()).SetResult();
    }
}
