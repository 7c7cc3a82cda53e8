using System.Globalization;
using System.Text;
using Files.Data;
using Microsoft.AspNetCore.Http.Features;

namespace Files.Events;

/// <summary>
/// A file's log as server-sent events: what there is, then what comes, until its job has ended. A listener that comes back with <c>Last-Event-ID</c> gets
/// what it missed; one that has everything gets 204, which tells browsers to stay away.
/// </summary>
internal sealed class EventStream(EventLog log, FileNews news, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>After so much silence a comment says that the line still stands.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task SendAsync(HttpContext context, Guid fileId, long last, bool final)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var subscription = news.Subscribe(fileId);
        var response = context.Response;
        if (final && await log.ReadAsync(fileId, last, ended.Token) is { Count: 0 })
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-transform";
        // For proxies that would rather collect.
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await WriteAsync(response, "retry: 2000\n\n", ended.Token);
            await FollowAsync(response, subscription, fileId, last, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The listener left, or this service does: it comes back with the id that it saw last.
        }
    }

    private async Task FollowAsync(
        HttpResponse response,
        FileNews.Subscription subscription,
        Guid fileId,
        long last,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            if (await log.ReadAsync(fileId, last, cancellationToken) is not { } events)
            {
                await WriteAsync(response, "event: deleted\ndata: {}\n\n", cancellationToken);
                return;
            }
            foreach (var one in events)
            {
                var text = $"id: {one.Seq.ToString(CultureInfo.InvariantCulture)}\nevent: {one.Type}\ndata: {one.Data}\n\n";
                await WriteAsync(response, text, cancellationToken);
                last = one.Seq;
                if (IsFinal(one.Data))
                    return;
            }
            // Something may have been missed while the database was away: the log is read after a silence too.
            if (events.Count == 0 && !await subscription.WaitAsync(Heartbeat, time, cancellationToken))
                await WriteAsync(response, ": still here\n\n", cancellationToken);
        }
    }

    private static bool IsFinal(string data) =>
        System.Text.Json.JsonSerializer.Deserialize(data, FilesJson.Default.FileStatus) is { Final: true };

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
